/// <reference path="./page-assets.d.ts" />
import { WINDOW_ROOT } from './protocol.ts';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/**
 * Returns a file of the page by its path, or undefined. The page is loaded on first use: importing the
 * sandbox must not cost more because of it. It holds no data, so it needs no token.
 */
export async function pageFile(path: string): Promise<PageFile | undefined> {
  const isPage = path === '/_sandbox' || path === '/_sandbox/';
  const name = path.startsWith(`${WINDOW_ROOT}/`) ? path.slice(WINDOW_ROOT.length + 1) : '';
  if (!isPage && !FILE_NAMES.has(name)) return undefined;
  const page = await import('virtual:window-page');
  if (isPage) return { type: 'text/html; charset=utf-8', text: page.html };
  if (name === 'page.js') return { type: 'text/javascript; charset=utf-8', text: page.script };
  if (name === 'page.css') return { type: 'text/css; charset=utf-8', text: page.style };
  return { type: 'image/svg+xml', text: page.icon };
}

const FILE_NAMES = new Set(['page.js', 'page.css', 'icon.svg']);

/** What the page may do: run its own script, and talk to its own server. Values cannot become markup (Trusted Types). */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob:",
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
