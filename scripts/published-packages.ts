import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The folder of the repository. */
export const REPOSITORY = join(import.meta.dirname, '..');

/** The part of a `package.json` that is read. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly publishConfig?: {
    readonly access?: string;
    readonly provenance?: boolean;
    /** Replaces `exports` in what is published. */
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace. */
export interface WorkspacePackage {
  /** Its folder from the root of the repository: `packages/sdk`. */
  readonly room: string;
  /** Its folder as an absolute path. */
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** Returns all packages of the workspace with a manifest, including private ones, by name. */
export async function workspacePackages(): Promise<readonly WorkspacePackage[]> {
  const found: WorkspacePackage[] = [];
  for await (const file of glob('{packages/*,spec}/package.json', { cwd: REPOSITORY })) {
    const folder = join(REPOSITORY, dirname(file));
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    found.push({ room: dirname(file), folder, manifest });
  }
  return found.sort((one, other) => one.room.localeCompare(other.room));
}

/** Returns the packages that are published to npm, with the `exports` that users get. */
export async function publishedPackages(): Promise<readonly WorkspacePackage[]> {
  const published = (await workspacePackages()).filter(({ manifest }) => !manifest.private);
  return published.map(({ manifest, ...place }) => ({
    ...place,
    manifest: { ...manifest, exports: manifest.publishConfig?.exports ?? manifest.exports },
  }));
}
