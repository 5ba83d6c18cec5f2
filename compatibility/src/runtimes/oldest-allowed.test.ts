import { expect, test } from 'vitest';
import { isAtLeast, oldestAllowed } from './oldest-allowed.ts';

const withEngines = (node: string | undefined) => ({
  name: '@firsthandapi/example',
  manifest: { exports: {}, ...(node && { engines: { node } }) },
});

test('completes a range to a full version', () => {
  expect(oldestAllowed([withEngines('>=20')])).toEqual(['20.0.0']);
  expect(oldestAllowed([withEngines('>= 20.16')])).toEqual(['20.16.0']);
});

test('returns the lower bound of every part of a range', () => {
  expect(oldestAllowed([withEngines('>=20.16.0 <21 || >=22.3.0')])).toEqual(['20.16.0', '22.3.0']);
});

test('returns the version of a line that every package allows', () => {
  const packages = ['>=20.9.1', '>=20.16', '>=20.9.12', '>=20'].map(withEngines);
  expect(oldestAllowed(packages)).toEqual(['20.16.0']);
  expect(oldestAllowed(packages.filter((_, index) => index !== 1))).toEqual(['20.9.12']);
});

test('rejects a package without a lower bound', () => {
  expect(() => oldestAllowed([withEngines(undefined)])).toThrow(
    '@firsthandapi/example: engines.node',
  );
});

test('compares versions part by part, as numbers', () => {
  expect(isAtLeast('22.19.0', '22.19.0')).toBe(true);
  expect(isAtLeast('24.0.0', '22.19.0')).toBe(true);
  expect(isAtLeast('22.3.0', '22.19.0')).toBe(false);
  expect(isAtLeast('20.20.2', '22.3.0')).toBe(false);
  expect(isAtLeast('22.19.10', '22.19.9')).toBe(true);
});
