import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Neither compared nor measuring. */
const LEFT_OUT = /^(@firsthandapi\/.*|@types\/.*|vitest)$/;

/** Returns versions by installed name: Node first, then alphabetically. */
export function installedVersions(room: string): Readonly<Record<string, string>> {
  const { devDependencies } = readManifest(room);
  const versions: Record<string, string> = { 'Node.js': process.versions.node };
  for (const name of Object.keys(devDependencies ?? {}).sort()) {
    if (LEFT_OUT.test(name)) continue;
    versions[name] = readManifest(join(room, 'node_modules', name)).version;
  }
  return versions;
}

interface Manifest {
  readonly version: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
