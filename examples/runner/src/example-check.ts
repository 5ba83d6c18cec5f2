import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Check } from '@firsthandapi/compatibility/harness/check';
import type { PackedPackage } from '@firsthandapi/compatibility/harness/pack-packages';
import { INSTALL_PARAMETERS, runNpm } from '@firsthandapi/compatibility/harness/run-npm';
import { EXAMPLES } from './find-examples.ts';
import { requireTool } from './required-tools.ts';
import { userEnvironment } from './user-environment.ts';

/** Timeout for the tests of an example, including a production build of its framework. */
const TEST_TIMEOUT = 300_000;

/** Artifacts of an installation or build are not part of an example. */
const LEFTOVERS: readonly string[] = ['node_modules', '.next', 'dist', '__pycache__'];

/** The part of an example's `package.json` that is read. */
interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Checks that the example, copied and installed like a user would, passes its own type check and tests. */
export function exampleCheck(
  name: string,
  packed: readonly PackedPackage[],
  parent: string,
): Check {
  return { cells: [name], run: () => runExample(name, packed, join(parent, name)) };
}

async function runExample(
  name: string,
  packed: readonly PackedPackage[],
  folder: string,
): Promise<string> {
  const version = await requireTool(name);
  await cp(join(EXAMPLES, name), folder, {
    recursive: true,
    filter: (path) => !LEFTOVERS.includes(basename(path)),
  });
  const manifest = await takeTarballs(join(folder, 'package.json'), packed);
  const options = { cwd: folder, environment: userEnvironment(), timeout: TEST_TIMEOUT };
  await runNpm([...INSTALL_PARAMETERS, '--ignore-scripts'], options);
  if (manifest.scripts.typecheck !== undefined) await runNpm(['run', 'typecheck'], options);
  await runNpm(['test'], options);
  return [...foreignDependencies(manifest), ...(version === undefined ? [] : [version])].join(', ');
}

/**
 * Replaces the published packages with the tarballs.
 *
 * @throws Error when the example depends on a package of ours that was not packed
 */
async function takeTarballs(path: string, packed: readonly PackedPackage[]): Promise<Manifest> {
  const manifest: Manifest = JSON.parse(await readFile(path, 'utf8'));
  for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(dependencies ?? {}).filter(isOurs)) {
      const tarball = packed.find((each) => each.name === name)?.tarball;
      if (tarball === undefined) throw new Error(`${path}: ${name} was not packed`);
      Object.assign(dependencies ?? {}, { [name]: `file:${tarball}` });
    }
  }
  await writeFile(path, JSON.stringify(manifest, null, 2));
  return manifest;
}

function foreignDependencies({ dependencies = {} }: Manifest): string[] {
  return Object.entries(dependencies)
    .filter(([name]) => !isOurs(name))
    .map(([name, version]) => `${name} ${version}`);
}

function isOurs(name: string): boolean {
  return name.startsWith('@firsthandapi/');
}
