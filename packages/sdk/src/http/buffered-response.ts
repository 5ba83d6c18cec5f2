import { checkResponse } from './check-response.ts';
import type { FetchResponse } from './fetch-like.ts';

/** A response whose body may be read any number of times, as a middleware receives it. */
export interface MiddlewareResponse extends FetchResponse {
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  json(): Promise<unknown>;
  clone(): MiddlewareResponse;
}

/** Reads the response of a hook, so that every middleware and the client may read it again. */
export async function bufferResponse(
  response: FetchResponse,
  hook?: string,
): Promise<MiddlewareResponse> {
  const text = await checkResponse(response, hook).text();
  // A frozen one keeps its own readers, which have been used.
  const buffered = Object.isExtensible(response)
    ? response
    : new Response(text || null, response as Response);
  const readers: Record<string, unknown> = { text: async () => text, clone: () => buffered };
  for (const name of ['json', 'arrayBuffer', 'bytes', 'blob'] as const) {
    readers[name] = () => new Response(text)[name]();
  }
  return Object.assign(buffered, readers) as unknown as MiddlewareResponse;
}
