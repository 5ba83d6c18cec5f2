import { defineConfig } from 'tsup';

const ENTRIES = [
  'index',
  'astro',
  'express',
  'fastify',
  'handler',
  'hono',
  'lambda',
  'next',
  'node',
  'remix',
  'sveltekit',
  'web',
] as const;

export default defineConfig({
  entry: ENTRIES.map((name) => `src/${name}.ts`),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks in both formats: one copy of the verifier, however many entries are loaded.
  splitting: true,
  clean: true,
  // Maps the private spec package to its sources, because published types must not mention it.
  tsconfig: 'tsconfig.build.json',
  dts: true,
  noExternal: ['@firsthandapi/spec'],
});
