/**
 * Bundles what is published as an application would, and fails when an entry exceeds its budget. An
 * adapter's size is what it adds to an application that uses it alone, so it includes the verifier.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUDGETS_GZIP_BYTES: Record<string, number> = {
  index: 4500,
  astro: 5120,
  express: 5120,
  fastify: 5120,
  handler: 4500,
  hono: 5120,
  lambda: 4608,
  next: 5632,
  node: 5120,
  remix: 5120,
  sveltekit: 5120,
  web: 5120,
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
