import { basename } from 'node:path';
import type { Tarball } from './tarball.ts';

/**
 * Returns the built files that no entry leads to. A build that is restored from a cache leaves the chunks of the one
 * before it beside its own, which users would download for nothing.
 */
export function staleFiles({ manifest, files }: Tarball): readonly string[] {
  const built = [...files.keys()].filter((file) => file.startsWith('dist/'));
  const entries = JSON.stringify(manifest);
  const reached = new Set(built.filter((file) => entries.includes(file)).map(stemOf));
  const unread = new Set(built);
  for (let found = true; found; ) {
    found = false;
    for (const file of unread) {
      if (!reached.has(stemOf(file))) continue;
      unread.delete(file);
      found = true;
      const text = files.get(file) ?? '';
      for (const other of unread) if (text.includes(stemOf(other))) reached.add(stemOf(other));
    }
  }
  return [...unread];
}

/** A file's name without its extension, which differs between imports and the declarations that they mean. */
function stemOf(file: string): string {
  return basename(file).replace(/\.(?:d\.)?c?[jt]s$/, '');
}
