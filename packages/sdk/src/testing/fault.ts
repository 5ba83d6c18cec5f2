import type { ErrorDetail } from '@firsthandapi/spec';
import type { ServerErrorType } from '../errors/error-type.ts';

const FAULT = Symbol('fault');

/** Something that goes wrong in place of a reply. */
export interface Fault {
  readonly [FAULT]: true;
  /** The HTTP answer; `null` when there is none. */
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
}

/**
 * An error that the service answers with. Contract §2.
 *
 * @param status the HTTP status, for example 429
 * @param type the error's type, for example `rate_limit_exceeded`
 * @param more the message, the refused fields, and headers such as `retry-after`
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
  const { message = `a ${type} of the test`, details, headers = {} } = more;
  const error = { type, message, request_id: 'req_test', details };
  return { [FAULT]: true, answer: { status, headers, body: JSON.stringify({ error }) } };
}

/** A connection that breaks before there is an answer. */
export function networkFailure(): Fault {
  return { [FAULT]: true, answer: null };
}

/** Whether a reply is a fault. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && FAULT in value;
}
