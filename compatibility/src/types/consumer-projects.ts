import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledProject } from '../harness/installed-project.ts';
import type { ModuleFormat } from '../programs/compile-programs.ts';
import { importSubpaths } from '../programs/import-subpaths.ts';
import {
  COST_CONFIGURATION,
  configuration,
  RESOLUTIONS,
  STRICTNESSES,
  strictConfiguration,
} from './configurations.ts';
import type { Consumer } from './consumers.ts';

const SOURCES = join(import.meta.dirname, 'consumer');

/**
 * Lays out the folder of a consumer of one module format, with a configuration for each module resolution.
 *
 * @returns the folder
 */
export async function writeConsumer(
  project: InstalledProject,
  format: ModuleFormat,
  consumer: Consumer,
): Promise<string> {
  const folder = join(project.folder, format);
  await cp(SOURCES, folder, { recursive: true });
  const type = format === 'ESM' ? 'module' : 'commonjs';
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type }));
  await writeFile(join(folder, 'subpaths.ts'), await importSubpaths(project));
  for (const resolution of RESOLUTIONS) {
    await writeConfiguration(folder, resolution, configuration(resolution, format, consumer));
  }
  for (const strictness of STRICTNESSES) {
    await writeConfiguration(folder, strictness, strictConfiguration(strictness));
  }
  await writeConfiguration(folder, 'five-calls', COST_CONFIGURATION);
  return folder;
}

/** The configuration's file in a consumer's folder. */
export function configurationFile(folder: string, name: string): string {
  return join(folder, `tsconfig.${name}.json`);
}

async function writeConfiguration(folder: string, name: string, content: object): Promise<void> {
  await writeFile(configurationFile(folder, name), JSON.stringify(content));
}
