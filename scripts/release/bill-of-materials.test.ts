import { expect, test } from 'vitest';
import { billProblems } from './bill-of-materials.ts';

const component = (name: string, group?: string) => ({
  name,
  ...(group !== undefined && { group }),
  version: '1.0.0',
  purl: `pkg:npm/${name}@1.0.0`,
});

test('accepts a bill that lists every dependency, scoped ones and those of dependencies too', () => {
  const components = [component('zod'), component('hashes', '@noble'), component('indirect')];
  const dependencies = { zod: '1.0.0', '@noble/hashes': '1.0.0' };
  expect(billProblems({ bomFormat: 'CycloneDX', components }, dependencies)).toEqual([]);
});

test('refuses a bill without one of the dependencies', () => {
  const bill = { bomFormat: 'CycloneDX', components: [component('zod')] };
  expect(billProblems(bill, { zod: '1.0.0', pg: '8.0.0' })).toEqual([
    'The bill of materials does not list pg',
  ]);
});

test('refuses a component without a version, and another format', () => {
  const bill = { bomFormat: 'CycloneDX', components: [{ name: 'zod', purl: 'pkg:npm/zod' }] };
  expect(billProblems(bill, {})).toEqual([
    'The bill of materials lists zod without a version or package URL',
  ]);
  expect(billProblems({ bomFormat: 'SPDX' }, {})).toEqual([
    'The bill of materials is not CycloneDX',
  ]);
});
