import { FirstHandConnectionError } from '../errors/client-errors.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';

/** Returns the error for a connection that failed or broke; it names the host and the cause. */
export function connectionError(url: string, cause: unknown): FirstHandConnectionError {
  const { code } = Object((cause as Error)?.cause) as { code?: string };
  const host = url.split('/', 3).join('/');
  const message = `No complete response from ${host}${code ? ` (${code})` : ''}`;
  return new FirstHandConnectionError(message, { cause });
}

/**
 * Calls `fetch`.
 *
 * @throws FirstHandConnectionError when the connection fails
 */
export async function connect(
  fetch: FetchLike,
  url: string,
  init: FetchInit,
): Promise<FetchResponse> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw connectionError(url, cause);
  }
}
