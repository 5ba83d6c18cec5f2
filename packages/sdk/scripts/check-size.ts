// Fails when the client has grown past its budget: everything that an entry exports, bundled,
// minified and gzipped, as it reaches a web page.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes, minified and gzipped, by entry. */
const BUDGETS = { index: 8192 };

for (const [name, budget] of Object.entries(BUDGETS)) {
  const { outputFiles } = await build({
    entryPoints: [`dist/${name}.js`],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: ['undici', 'node:*'],
    write: false,
  });
  const minified = outputFiles[0]?.contents ?? new Uint8Array();
  const size = gzipSync(minified, { level: 9 }).length;
  console.log(`${name}: ${minified.length} bytes minified, ${size} gzipped, of ${budget} allowed`);
  if (size > budget) {
    console.error(`${name} is ${size - budget} bytes over its budget`);
    process.exitCode = 1;
  }
}
