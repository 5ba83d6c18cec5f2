import { createHash } from 'node:crypto';
import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One file of a web app, ready to be sent. */
export interface AppFile {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** Smaller than `bytes`; undefined where compressing gains nothing. */
  readonly gzipped: Buffer | undefined;
  readonly etag: string;
  /** Whether its name has its hash, so that it never changes. */
  readonly isImmutable: boolean;
}

/** The files of a web app by their path below its address. */
export type AppFiles = ReadonlyMap<string, AppFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
const compress = promisify(gzip);

/** Reads a built app into memory: it is small, and no request reaches the disk. Undefined when it was not built. */
export async function readAppFiles(folder: string): Promise<AppFiles | undefined> {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in CONTENT_TYPES);
  return new Map(await Promise.all(files.map((entry) => readAppFile(folder, entry))));
}

/** Returns the path of the style sheet that the app's page loads, below the app's address. */
export function stylesheetOf(files: AppFiles): string | undefined {
  const page = files.get('index.html')?.bytes ?? '';
  return [...files.keys()].find((path) => path.endsWith('.css') && page.includes(path));
}

async function readAppFile(folder: string, entry: Dirent): Promise<[string, AppFile]> {
  const file = join(entry.parentPath, entry.name);
  const path = relative(folder, file).split(sep).join('/');
  const bytes = await readFile(file);
  const gzipped = await compress(bytes, { level: 9 });
  return [
    path,
    {
      contentType: CONTENT_TYPES[extname(entry.name)] ?? 'application/octet-stream',
      bytes,
      gzipped: gzipped.length < bytes.length ? gzipped : undefined,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      isImmutable: path.startsWith('assets/'),
    },
  ];
}
