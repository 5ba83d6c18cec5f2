import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  entry: ['src/index.ts', 'src/testing.ts', 'src/undici.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks, in both formats: one copy of the client however many entries are loaded.
  splitting: true,
  clean: true,
  // Maps the private spec package to its sources: its name must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  dts: true,
  noExternal: ['@firsthandapi/spec'],
  external: ['undici', /^node:/],
  define: { FIRSTHANDAPI_SDK_VERSION: JSON.stringify(version) },
});
