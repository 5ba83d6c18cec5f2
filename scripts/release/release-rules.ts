import type { PackageManifest } from '../published-packages.ts';
import { exportTargets } from './export-targets.ts';
import { staleFiles } from './stale-files.ts';
import type { Tarball } from './tarball.ts';

/** What the rules need to know about the workspace. */
export interface Workspace {
  /** The folder of the package: `packages/sdk`. */
  readonly room: string;
  /** The packages that are not published. */
  readonly privateNames: readonly string[];
}

/** A rule for every tarball; returns the violations. */
type Rule = (packed: Tarball, workspace: Workspace) => readonly string[];

const REPOSITORY_URL = 'git+https://github.com/firsthandapi/firsthandapi-ts.git';
/** Built code and declarations, and what npm always includes. */
const ALLOWED_FILE =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts))$/;
/** The web apps of the server, as their build names files. */
const APP_FILE =
  /^dist\/apps\/\w+\/(index\.html|icon\.svg|manifest\.webmanifest|service-worker\.js|assets\/[\w.-]+\.(js|css))$/;
const HAS_APPS = 'packages/server';
const FORBIDDEN_NAME = /\.(test|spec|bench)\.|\.map$|\.tsbuildinfo$/;
const REQUIRED_FILES = ['package.json', 'README.md', 'LICENSE'];
/** Scripts that npm would run on the machines of users. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];
/** Programs are no libraries, so they do not support `require` (docs/decisions/0009-modules.md). */
const ESM_ONLY: ReadonlySet<string> = new Set([
  '@firsthandapi/cli',
  '@firsthandapi/mcp',
  '@firsthandapi/server',
]);

const isAllowed = (file: string) => ALLOWED_FILE.test(file) && !FORBIDDEN_NAME.test(file);
const isAppFile = (file: string) => APP_FILE.test(file) && !FORBIDDEN_NAME.test(file);

const onlyAllowedFiles: Rule = ({ files }, { room }) =>
  [...files.keys()]
    .filter((file) => !isAllowed(file) && !(room === HAS_APPS && isAppFile(file)))
    .map((file) => `${file} is not to be published: narrow "files" in package.json`);

const requiredFiles: Rule = ({ files }) =>
  REQUIRED_FILES.filter((file) => !files.has(file)).map((file) => `${file} is missing`);

const existingTargets: Rule = ({ manifest, files }) =>
  [
    ...exportTargets(manifest).map(({ subpath, file }) => [`exports["${subpath}"]`, file] as const),
    ...Object.entries(manifest.bin ?? {}).map(([name, file]) => [`bin["${name}"]`, file] as const),
  ]
    .filter(([, file]) => file !== null && !files.has(file.replace(/^\.\//, '')))
    .map(([name, file]) => `${name} names ${file}, which is not packed: build first`);

const noStaleFiles: Rule = (packed) =>
  staleFiles(packed)
    .filter(isAllowed)
    .map((file) => `${file} is loaded by no entry: delete dist and build again`);

/** An asset has a hash in its name, so that one of an earlier build stays beside that of a later one. */
const noStaleAssets: Rule = ({ files }) => {
  const apps = [...files].filter(([file]) => isAppFile(file));
  return apps
    .filter(([file]) => file.includes('/assets/'))
    .filter(([file]) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      return !apps.some(([other, text]) => other !== file && text.includes(name));
    })
    .map(([file]) => `${file} is loaded by no page: delete dist and build again`);
};

const everyFormat: Rule = ({ manifest }) => {
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

const metadata: Rule = ({ manifest }, { room }) => {
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

const resolvableDependencies: Rule = ({ manifest }, { privateNames }) =>
  dependenciesOf(manifest).flatMap(([name, range]) => [
    ...(/^(workspace|catalog|link|file):/.test(range)
      ? [`${name} still has the range "${range}"`]
      : []),
    ...(privateNames.includes(name) ? [`depends on ${name}, which is in no registry`] : []),
  ]);

/** Private packages are bundled, including types: an import of one would fail for every user. */
const noPrivateImports: Rule = ({ files }, { privateNames }) =>
  [...files]
    .filter(([file]) => file.startsWith('dist/'))
    .flatMap(([file, text]) =>
      privateNames
        .filter((name) => new RegExp(`(from|import|require)[\\s(]*["']${name}["'/]`).test(text))
        .map((name) => `${file} imports ${name}, which is in no registry`),
    );

const noInstallScripts: Rule = ({ manifest }) =>
  INSTALL_SCRIPTS.filter((script) => manifest.scripts?.[script]).map(
    (script) => `the script "${script}" would run on the machines of users`,
  );

const RULES: readonly Rule[] = [
  onlyAllowedFiles,
  requiredFiles,
  existingTargets,
  noStaleFiles,
  noStaleAssets,
  everyFormat,
  metadata,
  resolvableDependencies,
  noPrivateImports,
  noInstallScripts,
];

/**
 * Returns the reasons not to publish a tarball.
 *
 * @returns one sentence per problem
 */
export function releaseProblems(packed: Tarball, workspace: Workspace): string[] {
  return RULES.flatMap((rule) => rule(packed, workspace));
}
