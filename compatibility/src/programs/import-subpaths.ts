import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledPackage, InstalledProject } from '../harness/installed-project.ts';

/** A module that imports all that the packages of a project offer beside their main entries. */
export async function importSubpaths({ folder, packages }: InstalledProject): Promise<string> {
  const installed = new Set(await readdir(join(folder, 'node_modules')));
  const specifiers = packages.flatMap((each) => subpathsOf(each, installed));
  const imports = specifiers.map((name, index) => `import * as entry${index} from '${name}';`);
  const entries = specifiers.map((name, index) => `'${name}': entry${index}`);
  return `${imports.join('\n')}\nexport const subpaths = { ${entries.join(', ')} };\n`;
}

/** Entries that need an optional peer which they are not named for. */
const NEEDED_PEERS: Readonly<Record<string, string>> = {
  '@firsthandapi/sandbox/node': 'msw',
  '@firsthandapi/sdk/opentelemetry': '@opentelemetry/api',
};

/** As specifiers. An entry that needs an optional peer is left out where the peer is not installed. */
function subpathsOf(
  { name, manifest }: InstalledPackage,
  installed: ReadonlySet<string>,
): string[] {
  const { exports, peerDependencies = {} } = manifest;
  return Object.keys(exports)
    .filter((key) => key !== '.' && key !== './package.json')
    .map((key) => name + key.slice(1))
    .filter((specifier) => {
      const peer = NEEDED_PEERS[specifier] ?? specifier.slice(name.length + 1);
      return !(peer in peerDependencies) || installed.has(peer);
    });
}
