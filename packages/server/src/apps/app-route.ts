import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HostHandler, sendText } from '../host/route-table.ts';
import type { AppFile, AppFiles } from './app-files.ts';

/** Scripts and styles of the app alone, no inline ones; pictures that the app has made itself. */
const APP_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=(self)',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};
const ONE_YEAR = 'public, max-age=31536000, immutable';

/**
 * Serves a web app below an address such as `/worker/`. Every address that is not a file is the app's page, which shows
 * what the address names.
 */
export function appRoute(address: string, files: AppFiles): HostHandler {
  return (request, response, url) => {
    const path = url.pathname.slice(address.length);
    const isPage = !path.includes('.') && !path.startsWith('assets/');
    const file = files.get(isPage ? 'index.html' : path);
    if (file === undefined) sendText(response, 404, 'text/plain; charset=utf-8', 'Not found');
    else send(request, response, file);
  };
}

function send(request: IncomingMessage, response: ServerResponse, file: AppFile): void {
  const { contentType, bytes, gzipped, etag, isImmutable } = file;
  const headers = {
    ...APP_HEADERS,
    'Cache-Control': isImmutable ? ONE_YEAR : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const isGzipped = gzipped !== undefined && acceptsGzip(request);
  const body = isGzipped ? gzipped : bytes;
  response.writeHead(200, {
    ...headers,
    'Content-Type': contentType,
    'Content-Length': body.length,
    ...(isGzipped && { 'Content-Encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function acceptsGzip(request: IncomingMessage): boolean {
  const encodings = String(request.headers['accept-encoding'] ?? '').split(',', 20);
  return encodings.some((each) => each.trim().split(';', 1)[0] === 'gzip');
}
