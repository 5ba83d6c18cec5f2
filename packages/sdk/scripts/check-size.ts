// Fails when the client has grown past its budget: everything that an entry exports, bundled,
// minified and gzipped, as it reaches a web page.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes, minified and gzipped, by entry. */
const BUDGETS = { index: 8192 };

const rows = [];
for (const [entry, budget] of Object.entries(BUDGETS)) {
  const { outputFiles } = await build({
    entryPoints: [`dist/${entry}.js`],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: ['undici', 'node:*'],
    write: false,
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const gzipped = gzipSync(bundle, { level: 9 }).length;
  rows.push({ entry, minified: bundle.length, gzipped, budget, fits: gzipped <= budget });
}

console.table(rows);
for (const { entry, gzipped, budget } of rows.filter((row) => !row.fits)) {
  console.error(`${entry} is ${gzipped - budget} bytes over its budget of ${budget}`);
  process.exitCode = 1;
}
