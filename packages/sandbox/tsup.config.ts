import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', msw: 'src/msw.ts', node: 'src/node.ts', vitest: 'src/vitest.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks: one sandbox however many entries are loaded, and media that is loaded when it is wanted.
  splitting: true,
  clean: true,
  // Maps the private packages to their sources: their names must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  dts: true,
  noExternal: [/^@firsthandapi\//, /^zod/, /^@noble\/hashes/],
});
