import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralise, neutraliseText } from './neutralise.ts';

const text = () => fc.string({ unit: codePoint, maxLength: 50 });

describe('neutraliseText', () => {
  test('leaves no hidden character of any text but line breaks and tabs', () => {
    fc.assert(
      fc.property(text(), (given) => {
        const shown = neutraliseText(given).replace(/[\n\t]/g, '');
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}]/u);
      }),
    );
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(text(), (given) => {
        const once = neutraliseText(given);
        expect(neutraliseText(once)).toBe(once);
      }),
    );
  });

  test.each(['Straße, 漢字, עברית, हिन्दी', 'two\nlines\tand a tab', '😀'])('keeps %j', (given) => {
    expect(neutraliseText(given)).toBe(given);
  });
});

test('bounds and neutralises data of any form, names included', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 9, stringUnit: 'binary' }), (given) => {
      const shown = JSON.stringify(neutralise(given));
      expect(shown).not.toMatch(/[\u200b-\u200f\u202a-\u202e]/);
      expect(JSON.stringify(neutralise(JSON.parse(shown)))).toBe(shown);
    }),
  );
  const wide = neutralise(Array.from({ length: 1_000 }, () => 'x')) as unknown[];
  expect(wide).toHaveLength(50);
});
