/** A response that is an error, or none at all. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** 0 when the server did not respond. */
  readonly status: number;
  /** The API's error type; `no_connection` when the server did not respond. */
  readonly type: string;
  /** What is wrong, by field or reason, in the words of the API. */
  readonly details: readonly ErrorDetail[];
  readonly requestId: string | null;
  /** When the next attempt makes sense, in milliseconds from now; undefined when the server did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(fields: ApiFailureFields, options?: ErrorOptions) {
    super(fields.message, options);
    this.status = fields.status;
    this.type = fields.type;
    this.details = fields.details ?? [];
    this.requestId = fields.requestId ?? null;
    this.retryAfterMs = fields.retryAfterMs;
  }

  /** The reason that the app can act on: of a conflict its reason code, such as `lease_expired`, else the type. */
  get code(): string {
    const [first] = this.details;
    return this.status === 409 && first !== undefined ? first.message : this.type;
  }
}

export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
}

interface ApiFailureFields {
  readonly message: string;
  readonly status: number;
  readonly type: string;
  readonly details?: readonly ErrorDetail[] | undefined;
  readonly requestId?: string | null | undefined;
  readonly retryAfterMs?: number | undefined;
}

interface Result<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Returns the body of a successful response.
 *
 * @throws ApiFailure for every other one, and when the server did not respond
 */
export async function bodyOf<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call.catch((error: unknown): never => {
    const fields = { message: 'The server did not respond', status: 0, type: 'no_connection' };
    throw new ApiFailure(fields, { cause: error });
  });
  if (result.response.ok) return result.data as T;
  throw failureOf(result);
}

function failureOf({ error, response }: Result<unknown>): ApiFailure {
  const body = (error as { readonly error?: Partial<ErrorBody> } | undefined)?.error ?? {};
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiFailure({
    message: body.message ?? `The server responded with ${response.status}`,
    status: response.status,
    type: body.type ?? `http_${response.status}`,
    details: body.details,
    requestId: body.request_id ?? response.headers.get('X-Request-Id'),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
  });
}

interface ErrorBody {
  readonly type: string;
  readonly message: string;
  readonly request_id: string | null;
  readonly details: readonly ErrorDetail[];
}
