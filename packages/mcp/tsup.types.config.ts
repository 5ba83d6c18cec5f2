import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm'],
  target: 'node20',
  dts: { only: true },
  clean: true,
  tsconfig: 'tsconfig.build.json',
});
