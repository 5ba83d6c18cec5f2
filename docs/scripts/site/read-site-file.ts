import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A response of a host that serves the built site with clean URLs. */
export interface SiteFile {
  readonly status: 200 | 404;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Returns the file or page at an address, or the 404 page. */
export async function readSiteFile(folder: string, address: string): Promise<SiteFile> {
  const path = normalize(decodeURIComponent(new URL(address, 'http://site').pathname));
  for (const candidate of [path, `${path}.html`, join(path, 'index.html')]) {
    const bytes = await readFile(join(folder, candidate)).catch(() => undefined);
    const type = TYPES[extname(candidate)] ?? 'application/octet-stream';
    if (bytes !== undefined) return { status: 200, type, bytes };
  }
  return { status: 404, type: 'text/html', bytes: await readFile(join(folder, '404.html')) };
}
