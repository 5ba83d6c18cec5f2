import type { FetchResponse } from './fetch-like.ts';

/** All headers as a plain object, lower-case, without cookies. */
export function readHeaders(headers: FetchResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (name !== 'set-cookie') plain[name] = value;
  });
  return plain;
}

/** The service's id of the request (`req_…`). Contract §2. */
export function readRequestId(headers: FetchResponse['headers']): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}
