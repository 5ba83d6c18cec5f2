import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';

/** Texts that have broken servers before. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\ufeff',
  '\u202egnp.exe',
  '\u2028\u2029',
  '👩‍👩‍👧‍👦'.repeat(20),
  'Z̸͠'.repeat(50),
  "'; DROP TABLE jobs; --",
  "' OR '1'='1",
  '") OR 1=1 --',
  '../../../../etc/passwd',
  '..%2f..%2fkeyring.json',
  '%00',
  '%',
  '%zz',
  '%c0%ae%c0%ae/',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '#{7*7}',
  '$(id)',
  'null',
  'undefined',
  'NaN',
  'true',
  '1e309',
  '-0',
  '0x10',
  '9007199254740993',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '2026-02-30T25:61:61Z',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '9999999999999-01-01T00:00:00Z',
  'a@b',
  `${'a'.repeat(300)}@example.com`,
  'http://[::1',
  'https://user:password@127.0.0.1:99999/',
  'file:///etc/passwd',
  'x'.repeat(10_000),
  `${'€'.repeat(5_000)}`,
] as const;

const NASTY_NUMBERS = [
  -1,
  0,
  -0,
  0.1,
  1e-7,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
] as const;

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: codePoint, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

/** Any JSON value, in place of the expected one. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.constantFrom(...NASTY_NUMBERS),
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 1e9 }, { toString: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 2, max: 400 }).map((depth) => nested(depth)),
  fc.integer({ min: 10, max: 500 }).map((length) => Array.from({ length }, (_, item) => item)),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
