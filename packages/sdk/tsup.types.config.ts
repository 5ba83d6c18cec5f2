import { defineConfig } from 'tsup';
import { ENTRIES } from './tsup.entries.ts';

export default defineConfig({
  entry: ENTRIES,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { only: true },
  clean: true,
  // Maps the packages that are bundled to their sources: no published declaration may name them.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec', '@firsthandapi/webhooks'],
  external: ['undici', '@opentelemetry/api', /^node:/],
});
