import type { PackageManifest } from '../published-packages.ts';
import { exportTargets } from './export-targets.ts';
import type { Rule } from './release-rule.ts';

const REPOSITORY_URL = 'git+https://github.com/firsthandapi/firsthandapi-ts.git';
/** Scripts that npm would run on the machines of users. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];
/** Programs are no libraries, so they do not support `require` (docs/decisions/0009-modules.md). */
const ESM_ONLY: ReadonlySet<string> = new Set([
  '@firsthandapi/cli',
  '@firsthandapi/mcp',
  '@firsthandapi/server',
]);

/** Every entry has code and types for each module format. */
export const everyFormat: Rule = ({ manifest }) => {
  const targets = exportTargets(manifest);
  const needed = ESM_ONLY.has(manifest.name)
    ? [['types'], ['default']]
    : ['import', 'require'].flatMap((format) => [
        [format, 'types'],
        [format, 'default'],
      ]);
  return [...new Set(targets.map(({ subpath }) => subpath))].flatMap((subpath) =>
    needed
      .filter((conditions) => {
        const wanted = conditions.join('.');
        return !targets.some(
          (target) => target.subpath === subpath && target.conditions.join('.') === wanted,
        );
      })
      .map((conditions) => `exports["${subpath}"] has no ${conditions.join('.')}`),
  );
};

/** The manifest says where the package comes from, and how it is published. */
export const metadata: Rule = ({ manifest }, { room }) => {
  const { license, publishConfig, repository, engines } = manifest;
  const wanted: readonly [string, unknown, unknown][] = [
    ['license', license, 'MIT'],
    ['publishConfig.access', publishConfig?.access, 'public'],
    ['publishConfig.provenance', publishConfig?.provenance, true],
    ['repository.url', repository?.url, REPOSITORY_URL],
    ['repository.directory', repository?.directory, room],
  ];
  const wrong = wanted
    .filter(([, found, right]) => found !== right)
    .map(
      ([field, found, right]) =>
        `${field} is ${JSON.stringify(found)}, not ${JSON.stringify(right)}`,
    );
  return engines?.node ? wrong : [...wrong, 'engines.node is missing'];
};

const dependenciesOf = (manifest: PackageManifest): [string, string][] =>
  [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ].flatMap((dependencies) => Object.entries(dependencies ?? {}));

/** Every dependency is in the registry. */
export const resolvableDependencies: Rule = ({ manifest }, { privateNames }) =>
  dependenciesOf(manifest).flatMap(([name, range]) => [
    ...(/^(workspace|catalog|link|file):/.test(range)
      ? [`${name} still has the range "${range}"`]
      : []),
    ...(privateNames.includes(name) ? [`depends on ${name}, which is in no registry`] : []),
  ]);

/** Nothing runs when a user installs the package. */
export const noInstallScripts: Rule = ({ manifest }) =>
  INSTALL_SCRIPTS.filter((script) => manifest.scripts?.[script]).map(
    (script) => `the script "${script}" would run on the machines of users`,
  );
