import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkReadmeSnippets } from '@firsthandapi/test-support/readme-snippets';
import { expect, test } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${packageFolder}README.md`, 'utf8');

test('compiles every snippet of the README against what is published', { timeout: 60_000 }, () => {
  const { snippets, errors } = checkReadmeSnippets(packageFolder);
  expect(snippets).toBeGreaterThan(4);
  expect(errors).toEqual([]);
});

test('explains every error code in the README', async () => {
  const source = readFileSync(`${packageFolder}src/verify/webhook-verification-error.ts`, 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map((match) => match[1] as string);
  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes) expect(readme).toContain(`\`${code}\``);
});
