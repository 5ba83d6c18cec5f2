import { exportTargets } from './export-targets.ts';
import type { Rule } from './release-rule.ts';
import { staleFiles } from './stale-files.ts';

/** Built code and declarations, and what npm always includes. */
const ALLOWED_FILE =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts))$/;
/** The web apps of the server, as their build names files. */
const APP_FILE =
  /^dist\/apps\/\w+\/(index\.html|icon\.svg|manifest\.webmanifest|service-worker\.js|assets\/[\w.-]+\.(js|css))$/;
const HAS_APPS = 'packages/server';
const FORBIDDEN_NAME = /\.(test|spec|bench)\.|\.map$|\.tsbuildinfo$/;
const REQUIRED_FILES = ['package.json', 'README.md', 'LICENSE'];
const isAllowed = (file: string) => ALLOWED_FILE.test(file) && !FORBIDDEN_NAME.test(file);
const isAppFile = (file: string) => APP_FILE.test(file) && !FORBIDDEN_NAME.test(file);

/** Nothing is packed but what users need. */
export const onlyAllowedFiles: Rule = ({ files }, { room }) =>
  [...files.keys()]
    .filter((file) => !isAllowed(file) && !(room === HAS_APPS && isAppFile(file)))
    .map((file) => `${file} is not to be published: narrow "files" in package.json`);

/** Every package has its readme and its license. */
export const requiredFiles: Rule = ({ files }) =>
  REQUIRED_FILES.filter((file) => !files.has(file)).map((file) => `${file} is missing`);

/** Everything that the manifest names is packed. */
export const existingTargets: Rule = ({ manifest, files }) =>
  [
    ...exportTargets(manifest).map(({ subpath, file }) => [`exports["${subpath}"]`, file] as const),
    ...Object.entries(manifest.bin ?? {}).map(([name, file]) => [`bin["${name}"]`, file] as const),
  ]
    .filter(([, file]) => file !== null && !files.has(file.replace(/^\.\//, '')))
    .map(([name, file]) => `${name} names ${file}, which is not packed: build first`);

/** Nothing of an earlier build is packed. */
export const noStaleFiles: Rule = (packed) =>
  staleFiles(packed)
    .filter(isAllowed)
    .map((file) => `${file} is loaded by no entry: delete dist and build again`);

/** An asset has a hash in its name, so that one of an earlier build stays beside that of a later one. */
export const noStaleAssets: Rule = ({ files }) => {
  const apps = [...files].filter(([file]) => isAppFile(file));
  return apps
    .filter(([file]) => file.includes('/assets/'))
    .filter(([file]) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      return !apps.some(([other, text]) => other !== file && text.includes(name));
    })
    .map(([file]) => `${file} is loaded by no page: delete dist and build again`);
};

/** Private packages are bundled, including types: an import of one would fail for every user. */
export const noPrivateImports: Rule = ({ files }, { privateNames }) =>
  [...files]
    .filter(([file]) => file.startsWith('dist/'))
    .flatMap(([file, text]) =>
      privateNames
        .filter((name) => new RegExp(`(from|import|require)[\\s(]*["']${name}["'/]`).test(text))
        .map((name) => `${file} imports ${name}, which is in no registry`),
    );
