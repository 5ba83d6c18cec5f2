import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-difference-'));
  writeFileSync(join(folder, 'committed.api.md'), 'export function call(id: string): void;\n');
  writeFileSync(join(folder, 'same.api.md'), 'export function call(id: string): void;\n');
  writeFileSync(join(folder, 'other.api.md'), 'export function call(id: number): void;\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('returns nothing for equal reports', async () => {
  const files = ['committed', 'same'].map((name) => join(folder, `${name}.api.md`));
  expect(await differenceOf(files[0] as string, files[1] as string)).toBe('');
});

test('shows a changed signature before and after', async () => {
  const files = ['committed', 'other'].map((name) => join(folder, `${name}.api.md`));
  const difference = await differenceOf(files[0] as string, files[1] as string);
  expect(difference).toContain('-export function call(id: string): void;');
  expect(difference).toContain('+export function call(id: number): void;');
});

test('reports an entry point without a committed report', async () => {
  const missing = join(folder, 'missing.api.md');
  expect(await differenceOf(missing, join(folder, 'same.api.md'))).toMatch(
    /missing\.api\.md: there is no committed report$/,
  );
});
