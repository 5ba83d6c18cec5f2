import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  clean: true,
  treeshake: true,
  noExternal: ['@firsthandapi/spec'],
  define: { FIRSTHANDAPI_SDK_VERSION: JSON.stringify(version) },
  tsconfig: 'tsconfig.build.json',
});
