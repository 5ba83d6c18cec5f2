import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../published-packages.ts';

const folder = join(REPOSITORY, 'docs/decisions');
const names = readdirSync(folder).toSorted();

test('numbers decisions one after another, each once', () => {
  const numbers = names.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(names.map((_, index) => index + 1));
});

test.each(names)('gives %s the number of its name', (name) => {
  const [heading = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
  expect(heading).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`));
});
