import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePoint } from './code-point.ts';

const texts = () => fc.sample(fc.string({ unit: codePoint }), { seed: 1, numRuns: 3_000 });

test('generates one well-formed character at a time', () => {
  fc.assert(
    fc.property(codePoint, (character) => {
      expect([...character]).toEqual([character]);
      expect(character).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('reaches every plane of Unicode', () => {
  const planes = new Set(texts().flatMap((text) => [...text].map((c) => plane(c))));
  expect(planes.size).toBe(17);
});

test('generates strings that have broken programs before', () => {
  expect(texts().some((text) => text.includes('__proto__'))).toBe(true);
});

function plane(character: string): number {
  return Math.floor((character.codePointAt(0) ?? 0) / 0x10000);
}
