import { dirname, join } from 'node:path';
import type { Check } from '../harness/check.ts';
import type { InstalledProject } from '../harness/installed-project.ts';
import { CommandError, runCommand } from '../harness/run-command.ts';
import { cachedPackage } from '../harness/runtime-cache.ts';
import type { ModuleFormat } from '../programs/compile-programs.ts';
import { RESOLUTIONS, STRICTNESSES } from './configurations.ts';
import { configurationFile, writeConsumer } from './consumer-projects.ts';
import type { Consumer } from './consumers.ts';

/** A consumer in each module format. */
export interface Consumers {
  readonly name: string;
  readonly folders: Readonly<Record<ModuleFormat, string>>;
}

/** Lays out a consumer in each module format. */
export async function writeConsumers(
  project: InstalledProject,
  consumer: Consumer,
): Promise<Consumers> {
  const folders = {
    ESM: await writeConsumer(project, 'ESM', consumer),
    CJS: await writeConsumer(project, 'CJS', consumer),
  };
  return { name: consumer.name, folders };
}

/** A consumer compiles, and its wrong calls do not, with each TypeScript version given. */
export function typeChecks({ name, folders }: Consumers, versions: readonly string[]): Check[] {
  return versions.flatMap((version) =>
    RESOLUTIONS.flatMap((resolution) =>
      (['ESM', 'CJS'] as const).map((format) => ({
        cells: [`TypeScript ${version}`, resolution, format, name],
        async run() {
          await compile(version, configurationFile(folders[format], resolution));
          return '';
        },
      })),
    ),
  );
}

/** Everyday code compiles however strict its compiler is. */
export function strictnessChecks({ folders }: Consumers, versions: readonly string[]): Check[] {
  return versions.flatMap((version) =>
    STRICTNESSES.map((strictness) => ({
      cells: [`TypeScript ${version}`, 'nodenext', 'ESM', `${strictness} settings`],
      async run() {
        await compile(version, configurationFile(folders.ESM, strictness));
        return '';
      },
    })),
  );
}

/**
 * Compiles a project.
 *
 * @returns what the compiler printed
 * @throws Error with the compiler's complaints
 */
export async function compile(
  version: string,
  configuration: string,
  parameters: readonly string[] = [],
): Promise<string> {
  const compiler = join(await cachedPackage('typescript', version), 'bin', 'tsc');
  const all = [compiler, '--project', configuration, '--pretty', 'false', ...parameters];
  try {
    return await runCommand(process.execPath, all, { cwd: dirname(configuration) });
  } catch (error) {
    throw error instanceof CommandError && error.output ? new Error(error.output) : error;
  }
}
