import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['index', 'command', 'msw', 'node', 'serve', 'vitest'].map((name) => `src/${name}.ts`),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { only: true },
  clean: true,
  // Maps the private packages to their sources: their names must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  noExternal: [/^@firsthandapi\//, /^zod/, /^@noble\/hashes/],
  external: [/^node:/],
});
