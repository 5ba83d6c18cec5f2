import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';
import { INSTALL_PARAMETERS, runNpm } from './run-npm.ts';

/** A folder outside the workspace with the tarballs installed, like a user's project. */
export interface InstalledProject {
  readonly folder: string;
  readonly packages: readonly InstalledPackage[];
}

/** A package of ours in a project. */
export interface InstalledPackage {
  readonly name: string;
  readonly folder: string;
  /** Its `package.json`. */
  readonly manifest: PackageManifest;
}

/** The part of a `package.json` that is read. */
export interface PackageManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Creates a project and installs the tarballs into it with npm.
 *
 * @param others further packages, as `name@version`
 */
export async function installProject(
  folder: string,
  packed: readonly PackedPackage[],
  others: readonly string[] = [],
): Promise<InstalledProject> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const tarballs = packed.map(({ tarball }) => tarball);
  await runNpm([...INSTALL_PARAMETERS, '--ignore-scripts', ...tarballs, ...others], {
    cwd: folder,
  });
  return {
    folder,
    packages: await Promise.all(packed.map(({ name }) => installedPackage(folder, name))),
  };
}

async function installedPackage(project: string, name: string): Promise<InstalledPackage> {
  const folder = join(project, 'node_modules', name);
  return {
    name,
    folder,
    manifest: JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  };
}
