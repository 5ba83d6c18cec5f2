import { defineConfig } from 'tsup';
import { ENTRIES } from './tsup.entries.ts';

export default defineConfig({
  entry: ENTRIES,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: { only: true },
  clean: true,
  // Maps the private spec package to its sources, because published types must not mention it.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec'],
});
