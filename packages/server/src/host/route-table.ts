import type { IncomingMessage, ServerResponse } from 'node:http';

/** Handles a request to one of the host's own routes, outside of the API. */
export type HostHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void> | void;

export type Routes = Readonly<
  Record<string, { readonly [method in 'GET' | 'POST']?: HostHandler }>
>;

/** Below these, everything belongs to the API. */
const API_ADDRESSES = ['/v1/', '/worker/v1/', '/account/v1/'];

/**
 * Returns the handlers of a path, or undefined for paths of the API. The last segment of a pattern may be `*`, for one
 * segment, or `**` after the first one, for everything below it.
 */
export function findRoute(routes: Routes, path: string): Routes[string] | undefined {
  if (API_ADDRESSES.some((address) => path.startsWith(address))) return undefined;
  return (
    routes[path] ??
    routes[path.replace(/\/[^/]+$/, '/*')] ??
    routes[`${path.slice(0, path.indexOf('/', 1) + 1)}**`]
  );
}

export function sendText(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Pages load no external resources and run no scripts. */
export function sendPage(response: ServerResponse, status: number, html: string): void {
  sendText(response, status, 'text/html; charset=utf-8', html, PAGE_HEADERS);
}
