import { FirstHandConnectionError } from '../errors/client-errors.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';

/**
 * Calls `fetch` and names the host when nothing answers.
 *
 * @throws FirstHandConnectionError
 */
export async function connect(
  fetch: FetchLike,
  url: string,
  init: FetchInit,
): Promise<FetchResponse> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    const { code } = Object((cause as Error)?.cause) as { code?: string };
    const host = url.split('/', 3).join('/');
    throw new FirstHandConnectionError(`no answer from ${host}${code ? ` (${code})` : ''}`, {
      cause,
    });
  }
}
