import type { ErrorDetail } from '@firsthandapi/spec';
import type { ErrorType } from './error-type.ts';
import { redact } from './redact.ts';

const DOCUMENTATION =
  'https://github.com/firsthandapi/firsthandapi-ts/tree/main/packages/sdk#errors';

/** Registered globally, so that errors of another copy of this package are recognised too. */
export const ERROR_BRAND: unique symbol = Symbol.for('firsthandapi.error') as never;

/** Everything that an error may know beside its type and message. */
export interface ErrorContext {
  readonly status?: number | undefined;
  readonly retryable?: boolean | undefined;
  readonly requestId?: string | undefined;
  readonly details?: readonly ErrorDetail[] | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

/**
 * The one error of this client: what the service answered, or why there was no answer.
 *
 * Switch over {@link FirstHandApiError.type}; every value of it is in the README's error table.
 * Never holds an API key or a request body, so that it may be logged as it is.
 */
export class FirstHandApiError extends Error {
  static {
    // Called by its name here, the class would get another one in the bundle, which Node prints.
    this.prototype.name = 'FirstHandApiError';
  }

  /** Marks the errors of every copy of this package. */
  get [ERROR_BRAND](): true {
    return true;
  }

  /** What happened, in one word: the service's own error types and those of this client. Contract §2. */
  declare readonly type: ErrorType;
  /** The HTTP status; `undefined` when there was no answer. */
  declare readonly status: number | undefined;
  /** Whether the same call may succeed when it is made again. */
  declare readonly retryable: boolean;
  /** The service's id of the request (`req_…`), to quote to support. */
  declare readonly requestId: string | undefined;
  /** The fields that were refused, each with its reason; empty when it is not about fields. */
  declare readonly details: readonly ErrorDetail[];
  /** How long the service asked to wait, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** The headers of the answer, lower-case, without cookies; empty when there was no answer. */
  declare readonly headers: Readonly<Record<string, string>>;
  /** The client's method that failed, for example `createJob`. */
  declare operationId: string | undefined;
  /** The `Idempotency-Key` that was sent: repeat the call with it and nothing happens twice. */
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

  /** One line: what happened, its type, status and request id, and where it is explained. */
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

  /** What `console.log` and an uncaught error print in Node, Deno and Bun. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const frames = this.stack?.match(/^ +at .*$/gm) ?? [];
    const details = this.details.map(({ field, message }) => `  ${field}: ${message}`);
    const cause = this.cause === undefined ? [] : [`  cause: ${redact(describeCause(this.cause))}`];
    return [this.toString(), ...details, ...cause, ...frames].join('\n');
  }
}

function describeCause(cause: unknown): string {
  const inner = (cause as Error).cause;
  return inner ? `${cause}; ${describeCause(inner)}` : String(cause);
}
