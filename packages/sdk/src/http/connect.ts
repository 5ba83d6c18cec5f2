import { FirstHandConnectionError } from '../errors/client-errors.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';

/** Names the host when there is no answer, or when it breaks off. */
export function connectionError(url: string, cause: unknown): FirstHandConnectionError {
  const { code } = Object((cause as Error)?.cause) as { code?: string };
  const host = url.split('/', 3).join('/');
  const message = `no complete answer from ${host}${code ? ` (${code})` : ''}`;
  return new FirstHandConnectionError(message, { cause });
}

/**
 * Calls `fetch`.
 *
 * @throws FirstHandConnectionError when there is no answer
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
