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

/** `gzip;q=0` refuses it (RFC 9110, 12.5.3). */
function acceptsGzip(request: IncomingMessage): boolean {
  const encodings = String(request.headers['accept-encoding'] ?? '').split(',', 20);
  return encodings.some((each) => {
    const [coding, quality = 'q=1'] = each.split(';', 2).map((part) => part.trim().toLowerCase());
    return coding === 'gzip' && Number(quality.slice('q='.length)) > 0;
  });
}
