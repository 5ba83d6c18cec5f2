// Fails when the client exceeds its size budgets: bundled, minified and gzipped, as a web page loads it.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const resolveDir = fileURLToPath(new URL('../dist/', import.meta.url));

/** What a program imports, and the bytes that it may add. */
const BUNDLES = [
  {
    imports: 'only FirstHandClient',
    contents: "export { FirstHandClient } from './index.js';",
    budget: 9 * 1024,
  },
  { imports: 'everything', contents: "export * from './index.js';", budget: 13 * 1024 },
];

const rows = [];
for (const { imports, contents, budget } of BUNDLES) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: ['undici', 'node:*'],
    write: false,
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const gzipped = gzipSync(bundle, { level: 9 }).length;
  rows.push({ imports, minified: bundle.length, gzipped, budget, fits: gzipped <= budget });
}

console.table(rows);
for (const { imports, gzipped, budget } of rows.filter((row) => !row.fits)) {
  console.error(`Importing ${imports} is ${gzipped - budget} bytes over the budget of ${budget}`);
  process.exitCode = 1;
}
