import { expect, test } from 'vitest';
import type { PackageManifest } from '../published-packages.ts';
import { entryPointsOf } from './entry-points.ts';

const packageWith = (exports: PackageManifest['exports']) => ({
  manifest: { name: 'thing', version: '1.0.0', exports },
});

test('uses the types of an import, and names the main entry index', () => {
  const both = (name: string) => ({
    import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
    require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
  });
  const manifest = {
    '.': both('main'),
    './node': { browser: null, ...both('node') },
    './package.json': './package.json',
  };
  expect(entryPointsOf(packageWith(manifest))).toEqual([
    { name: 'index', declarations: './dist/main.d.ts' },
    { name: 'node', declarations: './dist/node.d.ts' },
  ]);
});

test('reads the types of an ESM-only entry', () => {
  const manifest = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  expect(entryPointsOf(packageWith(manifest))).toEqual([
    { name: 'index', declarations: './dist/index.d.ts' },
  ]);
});

test('rejects an entry without types by name', () => {
  expect(() => entryPointsOf(packageWith({ './plain': './dist/plain.js' }))).toThrow(
    'thing: exports["./plain"] has no types',
  );
});
