import type { FetchResponse } from './fetch-like.ts';

/** Returns the headers as a plain object with lower-case names, without cookies. */
export function readHeaders(headers: FetchResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (name !== 'set-cookie') plain[name] = value;
  });
  return plain;
}

/** Returns the service's id of the request (`req_…`). Contract §2. */
export function readRequestId(headers: FetchResponse['headers']): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}
