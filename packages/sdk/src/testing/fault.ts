import type { ErrorDetail, ServerErrorType } from '../index.ts';

const FAULT = Symbol('fault');

/** A failure in place of a reply. */
export interface Fault {
  readonly [FAULT]: true;
  /** The HTTP response; `null` when the connection breaks. */
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
}

/**
 * Returns an error response of the service, as a reply. Contract §2.
 *
 * @param status the HTTP status, from 400 to 599, for example 429
 * @param type the error's type, for example `rate_limit_exceeded`
 * @param more the message, the rejected fields, and headers such as `retry-after`
 * @throws TypeError for another status
 * @example
 * reply('createJob', failWith(402, 'insufficient_credits'));
 */
export function failWith(
  status: number,
  type: ServerErrorType | (string & {}),
  more: {
    readonly message?: string | undefined;
    readonly details?: readonly ErrorDetail[] | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
  } = {},
): Fault {
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new TypeError(`Invalid status ${status}: pass an integer from 400 to 599`);
  }
  const { message = `Simulated ${type}`, details, headers = {} } = more;
  const error = { type, message, request_id: 'req_test', details };
  return { [FAULT]: true, response: { status, headers, body: JSON.stringify({ error }) } };
}

/**
 * Returns a connection that breaks before the response, as a reply.
 *
 * @example
 * const { client } = createMockClient({ createJob: [networkFailure(), { id: 'job_1' }] });
 */
export function networkFailure(): Fault {
  return { [FAULT]: true, response: null };
}

/** Whether a reply is a fault. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && FAULT in value;
}
