import { FirstHandConfigurationError, FirstHandConnectionError } from '../errors/client-errors.ts';
import type { FirstHandError } from '../errors/firsthand-error.ts';

/** What a failed `fetch` may be. undici wraps the cause; other implementations do not. */
interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/**
 * Returns the error for a `fetch` that failed. Names the host and the reason; a request that could
 * not be sent at all is a configuration error, because a retry cannot mend it.
 */
export function connectionError(url: string, cause: unknown): FirstHandError {
  const outer: Failure = Object(cause);
  const inner: Failure = Object(outer.cause);
  const reason = [inner.code, outer.code, inner.message, outer.message].find(
    (text) => text && typeof text === 'string',
  );
  const host = url.split('/', 3).join('/');
  const ErrorClass = /ERR_INVALID/.test(`${reason}`)
    ? FirstHandConfigurationError
    : FirstHandConnectionError;
  return new ErrorClass(`No complete response from ${host} (${reason})`, { cause });
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
