import { join } from 'node:path';
import { defineConfig } from 'tsup';
import { windowPage } from './window/build/esbuild-plugin.ts';

export default defineConfig({
  entry: ['index', 'command', 'msw', 'node', 'serve', 'vitest', 'cli'].map(
    (name) => `src/${name}.ts`,
  ),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks: one sandbox however many entries are loaded, and media that is loaded when it is wanted.
  splitting: true,
  // Leaves alone the declarations, which `build:types` writes.
  clean: ['!**/*.d.{ts,cts}'],
  // Maps the private packages to their sources: their names must not appear in published code.
  tsconfig: 'tsconfig.build.json',
  // The engine and what it needs come along: nothing has to be installed beside this package.
  noExternal: [/^@firsthandapi\//, /^zod/, /^@noble\/hashes/],
  external: [/^node:/],
  esbuildPlugins: [windowPage(join(import.meta.dirname, 'window'))],
  // Keeps names, so that stack traces stay readable, and the package below its limit of 2 MB.
  minifyWhitespace: true,
  // Sucrase, which makes the CommonJS files of these chunks, would lower these with a closure each, and join
  // `return(a)??b` to `return_nullishCoalesce(…)`.
  esbuildOptions(options, { format }) {
    if (format !== 'cjs') return;
    options.supported = { 'nullish-coalescing': false, 'optional-chain': false };
  },
  removeNodeProtocol: false,
});
