import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Keeps the client in one file: the other entries import it from `index`. A shared chunk would be a
 * second file to resolve and read for programs that need only `index`.
 */
const importClientFromIndex = (extension: string): Plugin => ({
  name: 'import-client-from-index',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/client\/client\.ts$/ }, () => ({
      path: `./index${extension}`,
      external: true,
    }));
  },
});

const shared: Options = {
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  // Maps the private spec package to its sources, because its name must not appear in published types.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec'],
  external: ['undici', /^node:/],
  define: { FIRSTHANDAPI_SDK_VERSION: JSON.stringify(version) },
};

const code = (format: 'esm' | 'cjs', extension: string): Options => ({
  ...shared,
  format,
  entry: ['src/index.ts', 'src/testing.ts', 'src/undici.ts'],
  esbuildPlugins: [importClientFromIndex(extension)],
});

export default defineConfig([
  code('esm', '.js'),
  code('cjs', '.cjs'),
  {
    ...shared,
    format: ['esm', 'cjs'],
    entry: ['src/index.ts', 'src/testing.ts', 'src/undici.ts'],
    dts: { only: true },
  },
]);
