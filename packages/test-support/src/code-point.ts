import fc from 'fast-check';

const SURROGATES_START = 0xd800;
const SURROGATES = 0x800;
const LAST = 0x10ffff;

/**
 * Generates one character of the whole of Unicode, for `fc.string({ unit: codePoint })`. fast-check's own
 * `unit: 'binary'` generates the same ones, but first writes a table of all 1.1 million of them, which takes a second.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: LAST - SURROGATES })
  .map(characterOf, numberOf);

function characterOf(number: number): string {
  return String.fromCodePoint(number < SURROGATES_START ? number : number + SURROGATES);
}

/** Lets fast-check include strings that have broken programs before, and shrink them. */
function numberOf(value: unknown): number {
  const code = typeof value === 'string' ? value.codePointAt(0) : undefined;
  if (code === undefined || value !== String.fromCodePoint(code)) {
    throw new TypeError('Expected one code point');
  }
  return code < SURROGATES_START ? code : code - SURROGATES;
}
