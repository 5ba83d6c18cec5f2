import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import type { InstalledProject } from '../harness/installed-project.ts';
import { importSubpaths } from './import-subpaths.ts';

/** The two kinds of module that a program may be. */
export type ModuleFormat = 'ESM' | 'CJS';

const PROGRAMS = import.meta.dirname;
const EXTENSIONS = { ESM: 'mjs', CJS: 'cjs' } as const;

/**
 * Compiles the program for processes into a project, once in each format. Each module is compiled by itself: what it
 * imports from the packages is left to the runtime to find.
 *
 * @returns the files to start
 */
export async function compileProcessProgram(
  project: InstalledProject,
): Promise<Readonly<Record<ModuleFormat, string>>> {
  const sources = {
    'process-entry': await readFile(join(PROGRAMS, 'process-entry.ts'), 'utf8'),
    'main-job': await readFile(join(PROGRAMS, 'main-job.ts'), 'utf8'),
    subpaths: await importSubpaths(project),
  };
  for (const format of ['ESM', 'CJS'] as const) {
    const folder = join(project.folder, format);
    await mkdir(folder);
    for (const [name, source] of Object.entries(sources)) {
      await writeFile(join(folder, `${name}.${EXTENSIONS[format]}`), await compile(source, format));
    }
  }
  const entryOf = (format: ModuleFormat) =>
    join(project.folder, format, `process-entry.${EXTENSIONS[format]}`);
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

/**
 * Bundles a program for a runtime that has no `node_modules`, as its users' tools do.
 *
 * @param conditions by which the tools of that runtime resolve packages
 * @returns the bundle
 */
export async function bundleProgram(
  project: InstalledProject,
  entry: 'worker-entry' | 'page-entry',
  conditions: readonly string[],
): Promise<string> {
  // Bundled from within the project, so that its packages are found and not those of the workspace.
  const sources = await mkdtemp(join(project.folder, 'sources-'));
  await cp(PROGRAMS, sources, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(sources, `${entry}.ts`)],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    conditions: [...conditions],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
