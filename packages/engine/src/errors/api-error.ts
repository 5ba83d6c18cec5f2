import type { ExceededQuota } from '@firsthandapi/spec';

/** One invalid field of a request, named as the client sent it. */
export interface ErrorDetail {
  readonly field: string;
  readonly message: string;
}

const STATUS_OF = {
  validation_error: 400,
  pricing_violation: 400,
  authentication_error: 401,
  insufficient_credits: 402,
  authorization_error: 403,
  free_tier_job_limit: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_error: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limit_exceeded: 429,
  quota_exceeded: 429,
  internal_error: 500,
  bad_gateway: 502,
  transport_error: 502,
  service_unavailable: 503,
  gateway_timeout: 504,
} as const;

/** Messages quote client input, so their length is bounded: a response must not grow with its request. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_ID = 100;

/** The error types of contract §2. */
export type ApiErrorType = keyof typeof STATUS_OF;

export interface ApiErrorOptions {
  readonly details?: readonly ErrorDetail[];
  /** Of a `quota_exceeded`. */
  readonly quota?: ExceededQuota;
  readonly headers?: Readonly<Record<string, string>>;
  /** Overrides the type's status, for types with two of them (a webhook URL that is not https: 422). */
  readonly status?: number;
  readonly cause?: unknown;
}

/** An error response of the contract. Any other thrown error becomes a 500. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly type: ApiErrorType;
  readonly status: number;
  readonly details: readonly ErrorDetail[] | undefined;
  readonly quota: ExceededQuota | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(type: ApiErrorType, message: string, options: ApiErrorOptions = {}) {
    super(cutTo(LONGEST_MESSAGE, message), { cause: options.cause });
    this.type = type;
    this.status = options.status ?? STATUS_OF[type];
    this.details = options.details;
    this.quota = options.quota;
    this.headers = options.headers ?? {};
  }
}

/** Returns a 400 that names every invalid field. */
export function validationError(details: readonly ErrorDetail[], status = 400): ApiError {
  const fields = details.map(({ field, message }) => `${field}: ${message}`);
  return new ApiError('validation_error', fields.join('; '), { details, status });
}

/**
 * Returns the 404 of an object that does not exist, or belongs to another organization or environment: clients cannot
 * tell these apart.
 */
export function notFound(noun: string, id: string): ApiError {
  return new ApiError('not_found', `No ${noun} with id '${cutTo(LONGEST_ID, id)}'`);
}

function cutTo(length: number, text: string): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
