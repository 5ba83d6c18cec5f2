import { FirstHandConfigurationError, FirstHandConnectionError } from '../errors/client-errors.ts';
import { FirstHandError } from '../errors/firsthand-error.ts';
import { nonEmptyText } from './non-empty-text.ts';

/** What a failed `fetch` may be. undici wraps the cause; other implementations do not. */
interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly digest?: unknown;
}

/**
 * Returns the error for a `fetch` that failed. Names the host and the reason; a request that could
 * not be sent at all is a configuration error, because a retry cannot mend it. Returns unchanged an
 * error of this client, and what a framework throws for itself, such as the signal of Next.js that a
 * page cannot be static.
 */
export function connectionError(url: string, cause: unknown): unknown {
  let reason: unknown;
  try {
    const outer = cause as Failure;
    if (cause instanceof FirstHandError || nonEmptyText(outer.digest)) return cause;
    const inner: Failure = Object(outer.cause);
    reason = [inner.code, outer.code, inner.message, outer.message].find(nonEmptyText);
  } catch {
    // Anything can be thrown, a revoked proxy included.
  }
  const host = url.split('/', 3).join('/');
  const ErrorClass = /ERR_INVALID|Expected signal/.test(`${reason}`)
    ? FirstHandConfigurationError
    : FirstHandConnectionError;
  return new ErrorClass(`No complete response from ${host} (${reason})`, {
    cause,
    // Each attempt would follow as many redirects again.
    ...(/redirect/.test(`${reason}`) && { retryable: false }),
  });
}

/**
 * Does work that needs the network.
 *
 * @throws FirstHandConnectionError in place of what the runtime throws
 */
export async function connect<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw connectionError(url, cause);
  }
}
