import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { counted } from '../src/counted.ts';

test('counts one of something in the singular, and anything else in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'item'))).toEqual([
    '0 items',
    '1 item',
    '2 items',
  ]);
  expect(counted(1, 'entry', 'entries')).toBe('1 entry');
  expect(counted(3, 'entry', 'entries')).toBe('3 entries');
});

test.each(['schemas.ts', 'worker/schemas.ts'])(
  'writes in %s no message that counts one of something in the plural',
  (file) => {
    const text = readFileSync(new URL(`../generated/${file}`, import.meta.url), 'utf8');
    expect(text).toContain('a string of ');
    expect(text.match(/\b(?:of|to|at least|at most) 1 [a-z]+s\b/g)).toBeNull();
  },
);
