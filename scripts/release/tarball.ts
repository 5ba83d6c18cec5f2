import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';
import type { PackageManifest } from '../published-packages.ts';

/** A package as it is published. */
export interface Tarball {
  /** Its packed `package.json`. */
  readonly manifest: PackageManifest;
  /** Bytes of the tarball. */
  readonly packedBytes: number;
  /** The text of each file, by its path in the package, such as `dist/index.js`; sorted. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads a tarball with the system's `tar`.
 *
 * @param folder the folder to unpack it into
 */
export async function readTarball(path: string, folder: string): Promise<Tarball> {
  await mkdir(folder, { recursive: true });
  await runCommand('tar', ['-xzf', path, '-C', folder]);
  const root = join(folder, 'package');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const files = new Map<string, string>();
  for (const file of paths) files.set(file, await readFile(join(root, file), 'utf8'));
  return {
    manifest: JSON.parse(files.get('package.json') ?? '{}'),
    packedBytes: (await stat(path)).size,
    files,
  };
}
