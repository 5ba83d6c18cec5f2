import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import { ENTRIES } from './tsup.entries.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Keeps the client in one file, whichever entries are loaded: the others import it from `index`. A
 * shared chunk would be one more file to resolve and read for programs that need only `index`.
 */
const importClientFromIndex = (extension: string): Plugin => ({
  name: 'import-client-from-index',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({
      path: `./index${extension}`,
      external: true,
    }));
  },
});

/** Leaves out what writes files, for `browser` in package.json. */
const withoutDisk: Plugin = {
  name: 'without-disk',
  setup({ onResolve }) {
    onResolve({ filter: /\/disk\.ts$/ }, () => ({
      path: join(import.meta.dirname, 'src/downloads/no-disk.ts'),
    }));
  },
};

/**
 * Names of the classes. esbuild turns `class A` into `var A = class`, whose name is that of the variable: an uncaught
 * error would be printed as `P [FirstHandApiError]`.
 */
const CLASSES = globSync(['src/**/*.ts', '../webhooks/src/verify/*.ts'])
  .filter((path) => !path.endsWith('.test.ts'))
  .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^export class (\w+)/gm)])
  .map(([, name = '']) => name);

const shared: Options = {
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  // Maps the packages that are bundled to their sources, because nothing published may name them.
  tsconfig: 'tsconfig.build.json',
  noExternal: ['@firsthandapi/spec', '@firsthandapi/webhooks'],
  external: ['undici', '@opentelemetry/api', /^node:/],
  // Writes constants where they are used.
  esbuildOptions(options) {
    options.minifySyntax = true;
  },
  // Half of the time that an import takes goes by the length of the code. esbuild would shorten either every name or
  // none: functions and classes keep theirs here, and lines are short, so that stack traces stay readable.
  minify: 'terser',
  terserOptions: {
    module: true,
    // Nothing that merges or moves functions, which are the lines of a stack trace, or joins statements: Node prints the
    // line that threw an uncaught error, so each has one of its own.
    compress: { inline: false, passes: 2, reduce_funcs: false, sequences: false },
    mangle: {
      module: false,
      keep_fnames: true,
      keep_classnames: true,
      reserved: CLASSES,
    },
    format: {
      // A character beyond Latin-1 would make the engine read all of the file as UTF-16.
      ascii_only: true,
      comments: false,
      max_line_len: 100,
      preserve_annotations: true,
      semicolons: false,
    },
  },
  define: { FIRSTHANDAPI_SDK_VERSION: JSON.stringify(version) },
};

const code = (format: 'esm' | 'cjs', extension: string): Options[] => [
  { ...shared, format, entry: ENTRIES, esbuildPlugins: [importClientFromIndex(extension)] },
  { ...shared, format, entry: { 'index.web': 'src/index.ts' }, esbuildPlugins: [withoutDisk] },
];

export default defineConfig([...code('esm', '.js'), ...code('cjs', '.cjs')]);
