import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WORKSPACE } from './find-workspace.ts';
import { INSTALL_PARAMETERS, runNpm } from './run-npm.ts';

const CACHE = join(WORKSPACE, 'node_modules', '.cache', 'firsthandapi-runtimes');

/** Installations of this run, shared by checks that need the same package. */
const known = new Map<string, Promise<string>>();

/**
 * Returns a package from npm, installed on first use and cached: runtimes are too large to be dependencies that every
 * `pnpm install` downloads.
 *
 * @returns the folder of the package
 */
export function cachedPackage(name: string, version: string): Promise<string> {
  const key = `${name}-${version}`;
  const found = known.get(key) ?? find(join(CACHE, key), name, version);
  known.set(key, found);
  return found;
}

async function find(folder: string, name: string, version: string): Promise<string> {
  if (!existsSync(folder)) await install(folder, name, version);
  return join(folder, 'node_modules', name);
}

/** Installs under another name first, so that an interrupted installation is not mistaken for a complete one. */
async function install(folder: string, name: string, version: string): Promise<void> {
  const partial = `${folder}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  // npm runs only allowed install scripts; those of the runtimes put the binary in place.
  const manifest = { private: true, allowScripts: { [`${name}@${version}`]: true } };
  await writeFile(join(partial, 'package.json'), JSON.stringify(manifest));
  try {
    await runNpm([...INSTALL_PARAMETERS, '--no-save', `${name}@${version}`], { cwd: partial });
    await rename(partial, folder);
  } catch (error) {
    // Another run may have finished first.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
