/**
 * Bundles what is published, the way an application would, and fails when an entry has grown past
 * its budget. An adapter's size is what it adds to an application that uses it alone, so it
 * includes the verifier.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUDGETS_GZIP_BYTES: Record<string, number> = {
  index: 4096,
  handler: 4096,
  express: 4608,
  fastify: 4608,
  hono: 4608,
  lambda: 4608,
  next: 5120,
  node: 4608,
  web: 4608,
};

const rows = [];
for (const [entry, budget] of Object.entries(BUDGETS_GZIP_BYTES)) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../dist/${entry}.js`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const gzipped = gzipSync(bundle, { level: 9 }).length;
  rows.push({ entry, minified: bundle.length, gzipped, budget, fits: gzipped <= budget });
}

console.table(rows);
const tooLarge = rows.filter((row) => !row.fits).map((row) => row.entry);
if (tooLarge.length > 0) {
  console.error(`Over budget: ${tooLarge.join(', ')}`);
  process.exitCode = 1;
}
