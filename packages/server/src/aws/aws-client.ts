import { setTimeout as wait } from 'node:timers/promises';
import { UnavailableError } from '@firsthandapi/engine';
import { type AwsCall, type AwsResponse, lengthOf } from './aws-call.ts';
import { AwsConnection, type AwsEndpoint, RESPONSE_BYTES } from './aws-connection.ts';

export interface AwsClientOptions extends AwsEndpoint {
  /** Whether a response below 500 asks for the same call again, such as one that throttles. Default: status 429. */
  readonly isTransient?: (response: AwsResponse) => boolean;
  /** Called after each attempt with what it was for, and its status or `timeout` or `connection`. */
  readonly onAttempt?: ((operation: string, outcome: string) => void) | undefined;
  /** How long an attempt may take besides its transfer, in milliseconds. Default 10,000. */
  readonly attemptMs?: number | undefined;
  /** Waits between attempts. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const ATTEMPTS = 4;
/** A service that lacks an operation does not learn it while a call waits. */
const NOT_IMPLEMENTED = 501;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;
const ATTEMPT_MS = 10_000;
/** A connection slower than this, in bytes a millisecond, is as good as lost. */
const SLOWEST_TRANSFER = 200;

/**
 * Calls one service, signed with Signature Version 4. Every attempt has a deadline; one without an outcome, and one that
 * is answered with 5xx other than 501, is repeated three times, with exponential backoff and jitter. So a call must be safe to
 * repeat. Redirects are not followed, since they would take the signature elsewhere.
 */
export class AwsClient {
  readonly #options: AwsClientOptions;
  readonly #connection: AwsConnection;

  /** @throws Error when the endpoint is an address that must not be called */
  constructor(options: AwsClientOptions) {
    this.#options = options;
    this.#connection = new AwsConnection(options);
  }

  /**
   * Returns the response of the last attempt.
   *
   * @throws UnavailableError when no attempt got a response, or when `signal` ended the call
   */
  async call(call: AwsCall): Promise<AwsResponse> {
    const { onAttempt, pause = wait } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS;
      const timeout = AbortSignal.timeout(this.#deadlineOf(call));
      try {
        const response = await this.#connection.attempt(call, timeout);
        onAttempt?.(call.operation, outcomeOf(response));
        if (isLast || !this.#isTransient(response)) return response;
      } catch (error) {
        onAttempt?.(call.operation, timeout.aborted ? 'timeout' : 'connection');
        if (isLast || call.signal?.aborted) throw this.#unavailable(error, timeout, call);
      }
      await pause(Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt));
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#connection.close();
  }

  #isTransient(response: AwsResponse): boolean {
    const { isTransient = () => false } = this.#options;
    const { status } = response;
    const isFailure = status >= 500 && status !== NOT_IMPLEMENTED;
    return isFailure || status === 429 || isTransient(response);
  }

  #deadlineOf({ body = [], longestResponse = RESPONSE_BYTES }: AwsCall): number {
    const { attemptMs = ATTEMPT_MS } = this.#options;
    return attemptMs + Math.ceil((lengthOf(body) + longestResponse) / SLOWEST_TRANSFER);
  }

  #unavailable(error: unknown, timeout: AbortSignal, { signal }: AwsCall): UnavailableError {
    const { host } = new URL(this.#options.endpoint);
    const reason = signal?.aborted
      ? 'was not awaited any longer'
      : timeout.aborted
        ? 'did not respond in time'
        : `cannot be reached: ${reasonOf(error)}`;
    const setting = `${this.#options.service.toUpperCase()}_ENDPOINT`;
    return new UnavailableError(`${host} (${setting}) ${reason}`, { cause: error });
  }
}

function outcomeOf({ status }: AwsResponse): string {
  return `${Math.floor(status / 100)}xx`;
}

/** Connecting to several addresses fails with a message for each, and none of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
