import { defineConfig, type Options } from 'tsup';
import { ENTRIES } from './tsup.entries.ts';

const { index, ...others } = ENTRIES;

const shared: Options = {
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { only: true },
  // Maps the packages that are bundled to their sources: no published declaration may name them.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec', '@firsthandapi/webhooks'],
};

// On its own, `index` is one file. Built together, the entries share chunks, and every program that imports
// the client loads all of them.
export default defineConfig([
  { ...shared, entry: { index } },
  {
    ...shared,
    entry: others,
    external: ['undici', '@opentelemetry/api', /^node:/, '../index.ts'],
  },
]);
