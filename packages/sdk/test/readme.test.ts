import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_TYPES } from '@firsthandapi/spec';
import { checkReadmeSnippets } from '@firsthandapi/test-support/readme-snippets';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');
const readme = read('README.md');

test('compiles every snippet of the README against what is published', { timeout: 60_000 }, () => {
  const { snippets, errors } = checkReadmeSnippets(folder);
  expect(snippets).toBeGreaterThan(6);
  expect(errors).toEqual([]);
});

test('lists every error type in the table of the README', () => {
  const own = [...read('src/errors/error-type.ts').matchAll(/^ {2}\| '(\w+)'/gm)];
  const types = [...Object.keys(ERROR_TYPES), ...own.map(([, type]) => type), 'unknown_error'];
  expect(own.length).toBeGreaterThan(5);
  for (const type of types) expect(readme, type).toContain(`\`${type}\``);
});

test('lists every option in the table of the README', () => {
  const source = read('src/settings/client-options.ts').split(
    '/** The options of `rotateApiKey`',
  )[0];
  const names = [...(source ?? '').matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(readme, name).toContain(`\`${name}\``);
});
