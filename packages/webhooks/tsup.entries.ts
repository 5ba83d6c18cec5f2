/** The entries of the package. */
export const ENTRIES = [
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
].map((name) => `src/${name}.ts`);
