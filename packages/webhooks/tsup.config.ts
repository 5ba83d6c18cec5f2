import { defineConfig } from 'tsup';
import { ENTRIES } from './tsup.entries.ts';

export default defineConfig({
  entry: ENTRIES,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks in both formats: one copy of the verifier, however many entries are loaded.
  splitting: true,
  // Leaves alone the declarations, which `build:types` writes.
  clean: ['!**/*.d.{ts,cts}'],
  // Maps the private spec package to its sources, because published code must not mention it.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec'],
  // Writes constants where they are used.
  esbuildOptions(options) {
    options.minifySyntax = true;
  },
});
