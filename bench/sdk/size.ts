/** What a package weighs in a web page: everything that it exports, minified, and gzipped. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PACKAGES = [
  '@firsthandapi/sdk',
  'openapi-fetch',
  'svix',
  'resend',
  'stripe',
  '@anthropic-ai/sdk',
  'openai',
];

const rows = [];
for (const name of PACKAGES) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}';`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['node:*', '@react-email/*'],
    logLevel: 'error',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  rows.push({
    package: name,
    'minified, KB': Number((code.length / 1024).toFixed(1)),
    'gzipped, KB': Number((gzipSync(code, { level: 9 }).length / 1024).toFixed(1)),
  });
}
console.log('\nSize of everything that is exported');
console.table(rows);
