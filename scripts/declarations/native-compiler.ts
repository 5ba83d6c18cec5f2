import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Generator } from 'rolldown-plugin-dts';
import { REPOSITORY } from '../published-packages.ts';

/** TypeScript 7, whose compiler is native: it takes a tenth of the time of the compiler that programs can call. */
const COMPILER = join(
  dirname(fileURLToPath(import.meta.resolve('typescript-native/package.json'))),
  'bin/tsc',
);

/**
 * Returns what writes the declarations of all sources of a configuration at once, and hands them out file by file.
 *
 * @param configuration the path of a `tsconfig.json`
 */
export function nativeCompiler(configuration: string): Generator {
  let folder = '';
  return {
    async init() {
      folder = await mkdtemp(join(tmpdir(), 'firsthandapi-declarations-'));
      await promisify(execFile)(process.execPath, [
        COMPILER,
        ...['-p', configuration, '--rootDir', REPOSITORY, '--outDir', folder],
        // Types are checked by `pnpm typecheck`.
        ...['--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ]);
    },
    async emit(_, fileName) {
      const path = relative(REPOSITORY, fileName).replace(/\.ts$/, '.d.ts');
      return { code: await readFile(join(folder, path), 'utf8') };
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
