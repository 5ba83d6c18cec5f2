import type { ErrorDetail, ExceededQuota } from '@firsthandapi/spec';
import { describe } from './describe.ts';
import type { ErrorType } from './error-type.ts';
import { redact } from './redact.ts';

const DOCUMENTATION =
  'https://github.com/firsthandapi/firsthandapi-ts/tree/main/packages/sdk#errors';

/** Registered globally, so that errors of another copy of this package are recognised too. */
export const ERROR_BRAND: unique symbol = Symbol.for('firsthandapi.error') as never;

/** What an error may carry besides its type and message. */
export interface ErrorContext {
  readonly status?: number | undefined;
  readonly retryable?: boolean | undefined;
  readonly requestId?: string | undefined;
  readonly details?: readonly ErrorDetail[] | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly quota?: ExceededQuota | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

/**
 * The base class of every error of this client: `FirstHandApiError` for an error response, and one
 * class each for what went wrong before, after or instead of a response.
 *
 * Switch over {@link FirstHandError.type}; the README's error table explains every value. An error
 * never holds an API key or a request body, so it can be logged as it is.
 *
 * @example
 * try {
 *   await client.getJob(id);
 * } catch (error) {
 *   if (error instanceof FirstHandError) console.error(error.type, error.requestId);
 * }
 */
export class FirstHandError extends Error {
  /** Marks the errors of every copy of this package. */
  get [ERROR_BRAND](): true {
    return true;
  }

  /** What happened, in one word: an error type of the service or of this client. Contract §2. */
  declare readonly type: ErrorType;
  /** The HTTP status; `undefined` when there was no response. */
  declare readonly status: number | undefined;
  /** Whether the same call may succeed when it is made again. */
  declare readonly retryable: boolean;
  /** The service's id of the request (`req_…`), to quote to support. */
  declare readonly requestId: string | undefined;
  /** The rejected fields, each with its reason; empty when the error is not about fields. */
  declare readonly details: readonly ErrorDetail[];
  /** How long the service asked to wait, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** The quota that the request would have exceeded, of a `quota_exceeded`. Contract §2. */
  declare readonly quota: ExceededQuota | undefined;
  /** The headers of the response, lower-case, without cookies; empty without a response. */
  declare readonly headers: Readonly<Record<string, string>>;
  /** The client's method that failed, for example `createJob`. */
  declare operationId: string | undefined;
  /** The `Idempotency-Key` that was sent: call again with it, and nothing happens twice. */
  declare idempotencyKey: string | undefined;
  /** How many times the request was sent. */
  declare attempts: number;

  constructor(type: ErrorType, message: string, { cause, ...facts }: ErrorContext = {}) {
    super(redact(message), cause === undefined ? undefined : { cause });
    Object.assign(this, { type, retryable: false, details: [], headers: {}, attempts: 0 }, facts);
  }

  /** What may be stored or logged: no key, no body, no cause. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return { ...{ name, message, documentation: DOCUMENTATION }, ...(this as object) };
  }

  /** One line: the message, type, status and request id, and a link to the documentation. */
  override toString(): string {
    const facts = [
      this.type,
      this.status && `status ${this.status}`,
      this.requestId,
      this.operationId,
      this.attempts > 1 && `${this.attempts} attempts`,
    ];
    return `${this.name}: ${this.message} [${facts.filter(Boolean).join(', ')}] ${DOCUMENTATION}`;
  }

  /** What `console.log` prints in Node, Deno and Bun. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const frames = this.stack?.match(/^ +at .*$/gm) ?? [];
    const details = this.details.map(({ field, message }) => `  ${field}: ${message}`);
    const cause = this.cause === undefined ? [] : [`  cause: ${redact(describe(this.cause))}`];
    return [this.toString(), ...details, ...cause, ...frames].join('\n');
  }
}
// Set outside the class: a class that names itself is renamed in the bundle, and Node prints that name.
FirstHandError.prototype.name = 'FirstHandError';
