import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WORKSPACE } from './find-workspace.ts';
import { runCommand } from './run-command.ts';

/** A package as users install it. */
export interface PackedPackage {
  /** Its name on npm. */
  readonly name: string;
  /** Path of the tarball. */
  readonly tarball: string;
}

/**
 * Packs packages of the workspace, which must have been built.
 *
 * @param rooms folders below `packages/`
 * @param destination where the tarballs go
 */
export async function packPackages(
  rooms: readonly string[],
  destination: string,
): Promise<readonly PackedPackage[]> {
  const packed: PackedPackage[] = [];
  // Sequentially: two at a time have been seen to interfere in a fresh store.
  for (const room of rooms) packed.push(await pack(join(WORKSPACE, 'packages', room), destination));
  return packed;
}

async function pack(folder: string, destination: string): Promise<PackedPackage> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const [command, ...parameters] = pnpm();
  await runCommand(command, [...parameters, 'pack', '--pack-destination', destination], {
    cwd: folder,
  });
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  return { name, tarball: join(destination, file) };
}

/** Returns the command of the pnpm that runs this script, or of the workspace's pnpm. */
function pnpm(): [string, ...string[]] {
  const running = process.env.npm_execpath ?? '';
  if (!/pnpm[^/\\]*$/.test(running)) return ['npx', '--yes', 'pnpm@12'];
  return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running];
}
