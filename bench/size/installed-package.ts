import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What lies in `node_modules` after a package has been installed. */
export interface Installed {
  readonly bytes: number;
  /** The package and all that it depends on. */
  readonly packages: number;
}

/**
 * Adds up a package and its dependencies, each once, as they lie on this disk. Peer dependencies are left out: who
 * installs the package has them already, or does not want them.
 *
 * @param folder where the package is, `package.json` in it
 * @param ownBytes the package's own size when the folder holds more than is published
 */
export function measureInstalled(folder: string, ownBytes?: number): Installed {
  const found = new Set<string>();
  collect(realpathSync(folder), found);
  const [root, ...others] = [...found];
  const own = ownBytes ?? sizeOf(root ?? folder);
  return {
    bytes: others.reduce((sum, other) => sum + sizeOf(other), own),
    packages: found.size,
  };
}

/** Bytes of the files of a package of the workspace that npm would publish. */
export function publishedBytes(folder: string): number {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ unpackedSize }] = JSON.parse(output) as [{ unpackedSize: number }];
  return unpackedSize;
}

function collect(folder: string, found: Set<string>): void {
  if (found.has(folder)) return;
  found.add(folder);
  const file = readFileSync(join(folder, 'package.json'), 'utf8');
  const { dependencies, optionalDependencies = {} } = JSON.parse(file);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const dependency = locate(folder, name);
    // An optional one may have no build for this system.
    if (dependency === undefined && name in optionalDependencies) continue;
    if (dependency === undefined) throw new Error(`${folder} depends on ${name}, which is missing`);
    collect(dependency, found);
  }
}

/** As Node finds it: in the nearest `node_modules` above. */
function locate(from: string, name: string): string | undefined {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (statSync(candidate, { throwIfNoEntry: false })?.isDirectory())
      return realpathSync(candidate);
  }
  return undefined;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return sum + statSync(path).size;
    return entry.isDirectory() && entry.name !== 'node_modules' ? sum + sizeOf(path) : sum;
  }, 0);
}
