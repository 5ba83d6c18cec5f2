import { createRequire } from 'node:module';

/** Returns the version of this package. */
export function version(): string {
  const manifest = createRequire(import.meta.url)('@firsthandapi/server/package.json');
  return String(manifest.version);
}
