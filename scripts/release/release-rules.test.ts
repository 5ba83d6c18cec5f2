import { expect, test } from 'vitest';
import type { PackageManifest } from '../published-packages.ts';
import { releaseProblems } from './release-rules.ts';
import type { Tarball } from './tarball.ts';

const workspace = { room: 'packages/sdk', privateNames: ['@firsthandapi/engine'] };

const manifest: PackageManifest = {
  name: '@firsthandapi/sdk',
  version: '1.2.3',
  license: 'MIT',
  engines: { node: '>=20' },
  publishConfig: { access: 'public', provenance: true },
  repository: {
    url: 'git+https://github.com/firsthandapi/firsthandapi-ts.git',
    directory: 'packages/sdk',
  },
  exports: {
    '.': {
      import: { types: './dist/index.d.ts', default: './dist/index.js' },
      require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
    },
    './package.json': './package.json',
  },
};
const contents = {
  'package.json': '{}',
  'README.md': '# SDK',
  LICENSE: 'MIT',
  'dist/index.js': 'export {};',
  'dist/index.cjs': '',
  'dist/index.d.ts': 'export {};',
  'dist/index.d.cts': 'export {};',
};

/** Returns a valid tarball with some changes. */
function packed(changes: Partial<PackageManifest>, files: Record<string, string> = {}): Tarball {
  return {
    manifest: { ...manifest, ...changes },
    packedBytes: 1,
    files: new Map(Object.entries({ ...contents, ...files })),
  };
}

const problemsOf = (...parameters: Parameters<typeof packed>) =>
  releaseProblems(packed(...parameters), workspace);

test('reports no problems of a valid tarball', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each([
  'src/index.ts',
  'dist/index.js.map',
  'dist/index.test.js',
  'tsconfig.tsbuildinfo',
  'dist/deep/index.js',
  '.env',
])('refuses to publish %s', (file) => {
  expect(problemsOf({}, { [file]: '' })).toEqual([
    `${file} is not to be published: narrow "files" in package.json`,
  ]);
});

test('publishes the web apps of the server, and no asset of an earlier build', () => {
  const server = { ...workspace, room: 'packages/server' };
  const app = {
    'dist/apps/worker/index.html': '<script src="/worker/assets/index-NEW.js"></script>',
    'dist/apps/worker/assets/index-NEW.js': '',
  };
  expect(releaseProblems(packed({}, app), server)).not.toContainEqual(
    expect.stringContaining('apps'),
  );
  const stale = { ...app, 'dist/apps/worker/assets/index-OLD.js': '' };
  expect(releaseProblems(packed({}, stale), server)).toContain(
    'dist/apps/worker/assets/index-OLD.js is loaded by no page: delete dist and build again',
  );
  expect(releaseProblems(packed({}, app), workspace)).toContain(
    'dist/apps/worker/index.html is not to be published: narrow "files" in package.json',
  );
});

test('reports chunks of an earlier build, which no entry leads to', () => {
  const files = {
    'dist/index.js': 'import "./chunk-NEW.js";',
    'dist/chunk-NEW.js': 'import("./media-NEW.js");',
    'dist/media-NEW.js': '',
    'dist/chunk-OLD.js': 'import("./media-OLD.js");',
    'dist/media-OLD.js': 'import "./chunk-OLD.js";',
  };
  expect(problemsOf({}, files)).toEqual([
    'dist/chunk-OLD.js is loaded by no entry: delete dist and build again',
    'dist/media-OLD.js is loaded by no entry: delete dist and build again',
  ]);
});

test.each(['README.md', 'LICENSE'])('asks for %s', (file) => {
  const { files, ...rest } = packed({});
  const fewer = new Map([...files].filter(([name]) => name !== file));
  expect(releaseProblems({ ...rest, files: fewer }, workspace)).toEqual([`${file} is missing`]);
});

test('reports an export and a command whose file is not packed', () => {
  const exports = {
    ...manifest.exports,
    './node': {
      browser: null,
      import: { types: './dist/index.d.ts', default: './dist/node.js' },
      require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
    },
  };
  expect(problemsOf({ exports, bin: { firsthandapi: './dist/cli.js' } })).toEqual([
    'exports["./node"] names ./dist/node.js, which is not packed: build first',
    'bin["firsthandapi"] names ./dist/cli.js, which is not packed: build first',
  ]);
});

test('requires import and require of every export, with types for both', () => {
  const exports = { '.': { import: { types: './dist/index.d.ts', default: './dist/index.js' } } };
  expect(problemsOf({ exports })).toEqual([
    'exports["."] has no require.types',
    'exports["."] has no require.default',
  ]);
});

test('allows only the server to be ESM only', () => {
  const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  expect(problemsOf({ name: '@firsthandapi/server', exports })).toEqual([]);
  expect(problemsOf({ exports })).not.toEqual([]);
});

test('reports the wrong field of the metadata, and its expected value', () => {
  expect(problemsOf({ license: 'ISC', publishConfig: { access: 'public' } })).toEqual([
    'license is "ISC", not "MIT"',
    'publishConfig.provenance is undefined, not true',
  ]);
  expect(problemsOf({ repository: { ...manifest.repository, directory: 'packages/web' } })).toEqual(
    ['repository.directory is "packages/web", not "packages/sdk"'],
  );
});

test.each(['workspace:*', 'catalog:', 'link:../spec'])(
  'rejects the range %s, which would not install',
  (range) => {
    expect(problemsOf({ peerDependencies: { undici: range } })).toEqual([
      `undici still has the range "${range}"`,
    ]);
  },
);

test('rejects dependencies on private packages, including development dependencies', () => {
  expect(problemsOf({ devDependencies: { '@firsthandapi/engine': '0.0.0' } })).toEqual([
    'depends on @firsthandapi/engine, which is in no registry',
  ]);
});

test.each([
  'import { call } from "@firsthandapi/engine";',
  "const engine = require('@firsthandapi/engine/memory');",
  "type Call = import('@firsthandapi/engine').Call;",
])('finds a private package in %s', (text) => {
  expect(problemsOf({}, { 'dist/index.js': text })).toEqual([
    'dist/index.js imports @firsthandapi/engine, which is in no registry',
  ]);
});

test('accepts a mention of a private package that is not an import', () => {
  expect(problemsOf({}, { 'dist/index.js': '// once part of @firsthandapi/engine' })).toEqual([]);
});

test('rejects install scripts', () => {
  expect(problemsOf({ scripts: { postinstall: 'node setup.js', test: 'vitest' } })).toEqual([
    'the script "postinstall" would run on the machines of users',
  ]);
});
