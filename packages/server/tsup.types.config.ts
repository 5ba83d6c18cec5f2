import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm'],
  target: 'node22',
  dts: { only: true },
  clean: true,
  // Maps the private packages to their sources: their names must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  noExternal: [/^@firsthandapi\//, /^@noble\//, 'marked'],
});
