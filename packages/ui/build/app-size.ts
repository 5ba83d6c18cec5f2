import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a built web app weighs, in bytes after gzip. */
export interface AppSize {
  /** The page, its style and every script that it needs to show the first screen. */
  readonly firstLoad: number;
  /** The largest script beside those, with what it imports, by its name. */
  readonly largestMore: { readonly name: string; readonly bytes: number };
  /** Every file together. */
  readonly all: number;
}

/** Static imports of a minified chunk. */
const IMPORTS = /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g;
const REFERENCES = /(?:src|href)="[^"]*\/assets\/([\w.-]+\.(?:js|css))"/g;

/** Measures a built app. */
export function appSize(dist: string): AppSize {
  const assets = join(dist, 'assets');
  const names = readdirSync(assets);
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const textOf = (name: string) => readFileSync(join(assets, name), 'utf8');
  const first = new Set<string>();
  for (const [, name = ''] of page.matchAll(REFERENCES)) withImports(name, textOf, first);
  const more = names
    .filter((name) => name.endsWith('.js') && !first.has(name))
    .map((name) => {
      const own = withImports(name, textOf, new Set());
      const added = [...own].filter((each) => !first.has(each));
      return { name, bytes: sum(added.map((each) => gzipped(textOf(each)))) };
    });
  return {
    firstLoad: gzipped(page) + sum([...first].map((name) => gzipped(textOf(name)))),
    largestMore: more.reduce((largest, each) => (each.bytes > largest.bytes ? each : largest), {
      name: '',
      bytes: 0,
    }),
    all: gzipped(page) + sum(names.map((name) => gzipped(textOf(name)))),
  };
}

/** Prints an app's size, and fails when it is over one of its limits, in bytes. */
export function checkAppSize(
  dist: string,
  limits: { readonly firstLoad: number; readonly more: number; readonly all: number },
): void {
  const { firstLoad, largestMore, all } = appSize(dist);
  const rows = [
    ['first load', firstLoad, limits.firstLoad],
    [`more for ${largestMore.name}`, largestMore.bytes, limits.more],
    ['everything', all, limits.all],
  ] as const;
  for (const [name, bytes, limit] of rows) {
    console.log(`${name}: ${bytes} of ${limit} bytes after gzip`);
    if (bytes > limit) process.exitCode = 1;
  }
}

function withImports(
  name: string,
  textOf: (name: string) => string,
  seen: Set<string>,
): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  if (!name.endsWith('.js')) return seen;
  for (const [, imported = ''] of textOf(name).matchAll(IMPORTS))
    withImports(imported, textOf, seen);
  return seen;
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
