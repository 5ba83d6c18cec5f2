import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatReport } from './verify.ts';

it('counts what was verified in words that fit one of each', () => {
  const checked = { keyring: 1, books: 1, chains: 1, files: 1 };
  expect(formatReport({ ok: true, checked, problems: [] }, false)).toBe(
    'Verified the keyring, the books and hash chains of 1 organization, and 1 file.\nNothing is wrong.',
  );
});

it('writes no plural behind a number in what a command says, other than through counted', () => {
  const all = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const sources = all.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  expect(sources).toContain(join('backups', 'back-up.ts'));
  const plurals = sources.flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(PLURAL)].map(
      ([text]) => `${name}: ${text}`,
    ),
  );
  expect(plurals).toEqual([]);
});

/** A value and a noun in its plural, with one adjective at most. */
const PLURAL =
  /\$\{[^}]{1,60}\} (?:\w{1,20} )?(?:archives|bytes|erasures|files|keys|organizations|rows|secrets)\b/g;
