/** The entries of the package, by the names of their files in `dist`. */
export const ENTRIES = {
  index: 'src/index.ts',
  testing: 'src/testing.ts',
  'node-http': 'src/node-http.ts',
  opentelemetry: 'src/opentelemetry.ts',
  undici: 'src/undici.ts',
};
