import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import type { InstalledProject } from '../harness/installed-project.ts';
import { importSubpaths } from './import-subpaths.ts';

/** The two kinds of module that a program may be. */
export type ModuleFormat = 'ESM' | 'CJS';

/** The file of a program in each format. */
export type CompiledProgram = Readonly<Record<ModuleFormat, string>>;

const PROGRAMS = import.meta.dirname;
const EXTENSIONS = { ESM: 'mjs', CJS: 'cjs' } as const;

/** The modules of each program for processes; `subpaths` comes beside them. */
const PROCESS_PROGRAMS = {
  'process-entry': ['run-program', 'main-job', 'expect'],
  'sandbox-process-entry': ['run-program', 'sandbox-job', 'main-job', 'expect'],
} as const;

/**
 * Compiles a program for processes into a project, once in each format. Each module is compiled by itself: what it
 * imports from the packages is left to the runtime to find.
 *
 * @returns the files to start
 */
export async function compileProcessProgram(
  project: InstalledProject,
  entry: keyof typeof PROCESS_PROGRAMS,
): Promise<CompiledProgram> {
  const sources: Record<string, string> = { subpaths: await importSubpaths(project) };
  for (const name of [entry, ...PROCESS_PROGRAMS[entry]]) {
    sources[name] = await readFile(join(PROGRAMS, `${name}.ts`), 'utf8');
  }
  for (const format of ['ESM', 'CJS'] as const) {
    const folder = join(project.folder, format);
    await mkdir(folder);
    for (const [name, source] of Object.entries(sources)) {
      await writeFile(join(folder, `${name}.${EXTENSIONS[format]}`), await compile(source, format));
    }
  }
  const entryOf = (format: ModuleFormat) =>
    join(project.folder, format, `${entry}.${EXTENSIONS[format]}`);
  return { ESM: entryOf('ESM'), CJS: entryOf('CJS') };
}

async function compile(source: string, format: ModuleFormat): Promise<string> {
  const { code } = await transform(source, {
    loader: 'ts',
    format: format === 'ESM' ? 'esm' : 'cjs',
  });
  // The sources name each other by `.ts`.
  return code.replaceAll(/(["'])(\.\/[\w-]+)\.ts\1/g, `$1$2.${EXTENSIONS[format]}$1`);
}

/** The programs that are bundled before they are run. */
export type BundledEntry =
  | 'worker-entry'
  | 'sandbox-worker-entry'
  | 'page-entry'
  | 'sandbox-page-entry'
  | 'react-native-entry';

/**
 * Bundles a program for a runtime that has no `node_modules`, as its users' tools do.
 *
 * @param conditions by which the tools of that runtime resolve packages
 * @param format `iife` where the runtime takes scripts only
 * @returns the bundle
 */
export async function bundleProgram(
  project: InstalledProject,
  entry: BundledEntry,
  conditions: readonly string[],
  format: 'esm' | 'iife' = 'esm',
): Promise<string> {
  // Bundled from within the project, so that its packages are found and not those of the workspace.
  const sources = await mkdtemp(join(project.folder, 'sources-'));
  await cp(PROGRAMS, sources, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(sources, `${entry}.ts`)],
    bundle: true,
    format,
    platform: 'neutral',
    target: 'es2022',
    conditions: [...conditions],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
