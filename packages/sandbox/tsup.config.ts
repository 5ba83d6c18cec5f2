import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { transform } from 'esbuild';
import { defineConfig } from 'tsup';
import { windowPage } from './window/build/esbuild-plugin.ts';

/**
 * A plugin of tsup that writes each ES module a second time, as CommonJS. tsup leaves this to Sucrase when modules share
 * chunks, which joins `return(a)??b` to one name and breaks classes whose syntax is minified.
 */
const commonjs = {
  name: 'commonjs',
  async buildEnd({
    writtenFiles,
  }: {
    readonly writtenFiles: readonly { readonly name: string }[];
  }) {
    const modules = writtenFiles.map(({ name }) => name).filter((name) => name.endsWith('.js'));
    await Promise.all(modules.map(writeCommonJs));
  },
};

/** A file of media: data under one name. */
const DATA = /^(?:import"[\w./-]+";)?var (\w+)=([\s\S]*);export\{\1\};\s*$/;

async function writeCommonJs(file: string): Promise<void> {
  const module = await readFile(file, 'utf8');
  const { mode } = await stat(file);
  const data = dataModule(module);
  const copy = file.replace(/\.js$/, '.cjs');
  await writeFile(copy, data ?? (await transformModule(module)), { mode });
  // Media and the window's page are published once: Node and every bundler read them in the other format too.
  if (data !== undefined || WINDOW.test(file)) {
    await writeFile(file, reexport(module, basename(copy)), { mode });
  }
}

const WINDOW = /virtual_window-page-\w+\.js$/;

function reexport(module: string, copy: string): string {
  const names = /export\{([\w,]+)\};\s*$/.exec(module)?.[1];
  if (names === undefined) throw new Error(`${copy}: the names that it exports are not at its end`);
  // Node finds the names of CommonJS under default, bundlers beside it.
  const [first] = names.split(',');
  return `import*as all from"./${copy}";var{${names}}=all.${first}?all:all.default;export{${names}};\n`;
}

/** Written without esbuild's helpers, which would be as large again as the smaller ones. */
function dataModule(module: string): string | undefined {
  const [, name, value] = DATA.exec(module) ?? [];
  return name === undefined ? undefined : `exports.${name}=${value};\n`;
}

async function transformModule(module: string): Promise<string> {
  const { code } = await transform(module, {
    format: 'cjs',
    target: 'es2022',
    platform: 'neutral',
    minifyWhitespace: true,
    minifySyntax: true,
    // Jest loads no ES module without a flag of Node, so that `import()` must be a `require`.
    supported: { 'dynamic-import': false },
  });
  return code.replaceAll(/require\("(\.\/[\w.-]+)\.js"\)/g, 'require("$1.cjs")');
}

export default defineConfig({
  entry: ['index', 'command', 'msw', 'node', 'serve', 'vitest', 'cli'].map(
    (name) => `src/${name}.ts`,
  ),
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks: one sandbox however many entries are loaded, and media that is loaded when it is wanted.
  splitting: true,
  // Leaves alone the declarations, which `build:types` writes.
  clean: ['!**/*.d.{ts,cts}'],
  // Maps the private packages to their sources: their names must not appear in published code.
  tsconfig: 'tsconfig.build.json',
  // The engine and what it needs come along: nothing has to be installed beside this package.
  noExternal: [/^@firsthandapi\//, /^zod/, /^@noble\/hashes/],
  external: [/^node:/],
  esbuildPlugins: [windowPage(join(import.meta.dirname, 'window'))],
  // Keeps names, so that stack traces stay readable, and the package small.
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [commonjs],
  removeNodeProtocol: false,
});
