import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  splitting: true,
  minifyWhitespace: true,
  // Leaves alone the declarations, which `build:types` writes.
  clean: ['!**/*.d.{ts,cts}'],
  tsconfig: 'tsconfig.build.json',
  define: { FIRSTHANDAPI_MCP_VERSION: JSON.stringify(version) },
});
