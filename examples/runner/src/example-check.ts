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
  /** Other versions of dependencies that the example is tested with, by the name to print. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * Checks that the example, copied and installed like a user would, passes its own type check and tests: with the
 * versions of its `package.json`, and with each of its variants.
 */
export async function exampleChecks(
  name: string,
  packed: readonly PackedPackage[],
  parent: string,
): Promise<readonly Check[]> {
  const { variants = {} } = await readManifest(join(EXAMPLES, name, 'package.json'));
  return ['', ...Object.keys(variants)].map((variant) => {
    const title = [name, variant].filter(Boolean).join(', ');
    const folder = join(parent, title.replace(/\W+/g, '-'));
    return {
      cells: [title],
      run: () => runExample({ name, versions: variants[variant] ?? {}, folder }, packed),
    };
  });
}

/** An example with the versions of dependencies to run it with, and the folder to run it in. */
interface Run {
  readonly name: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly folder: string;
}

async function runExample(
  { name, versions, folder }: Run,
  packed: readonly PackedPackage[],
): Promise<string> {
  const tool = await requireTool(name);
  await cp(join(EXAMPLES, name), folder, {
    recursive: true,
    filter: (path) => !LEFTOVERS.includes(basename(path)),
  });
  const manifest = await chooseVersions(join(folder, 'package.json'), versions, packed);
  const environment = { ...userEnvironment(tool?.paths), ...tool?.environment };
  const options = { cwd: folder, environment, timeout: TEST_TIMEOUT };
  await runNpm([...INSTALL_PARAMETERS, '--ignore-scripts'], options);
  if (manifest.scripts.typecheck !== undefined) await runNpm(['run', 'typecheck'], options);
  await runNpm(['test'], options);
  return [...foreignDependencies(manifest), ...(tool === undefined ? [] : [tool.version])].join(
    ', ',
  );
}

/**
 * Replaces the published packages with the tarballs, and other dependencies with the versions of a variant.
 *
 * @throws Error when the example depends on a package of ours that was not packed
 */
async function chooseVersions(
  path: string,
  versions: Readonly<Record<string, string>>,
  packed: readonly PackedPackage[],
): Promise<Manifest> {
  const manifest = await readManifest(path);
  for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(dependencies ?? {})) {
      const version = isOurs(name) ? tarballOf(name, packed) : versions[name];
      if (version !== undefined) Object.assign(dependencies ?? {}, { [name]: version });
    }
  }
  await writeFile(path, JSON.stringify(manifest, null, 2));
  return manifest;
}

function tarballOf(name: string, packed: readonly PackedPackage[]): string {
  const tarball = packed.find((each) => each.name === name)?.tarball;
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return `file:${tarball}`;
}

async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(path, 'utf8'));
}

function foreignDependencies({ dependencies = {} }: Manifest): string[] {
  return Object.entries(dependencies)
    .filter(([name]) => !isOurs(name))
    .map(([name, version]) => `${name} ${version}`);
}

function isOurs(name: string): boolean {
  return name.startsWith('@firsthandapi/');
}
