import { defineConfig } from 'tsup';

const ENTRIES = [
  'index',
  'express',
  'fastify',
  'handler',
  'hono',
  'lambda',
  'next',
  'node',
  'web',
] as const;

export default defineConfig({
  entry: ENTRIES.map((name) => `src/${name}.ts`),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks, in both formats: one copy of the verifier however many entries are loaded.
  splitting: true,
  clean: true,
  // Maps the private spec package to its sources: its name must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  dts: true,
  noExternal: ['@firsthandapi/spec'],
});
