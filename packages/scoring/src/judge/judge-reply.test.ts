import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJudgeReply } from './judge-reply.ts';

const FULL = {
  relevance: 4,
  quality: 4.5,
  completeness: 5,
  reasoning: 'The cup is whole and sharp.',
  confidence: 0.9,
  visible_text: [],
  addresses_grader: false,
  safety_categories: [],
};

describe('parseJudgeReply', () => {
  it('reads a rating', () => {
    expect(parseJudgeReply(JSON.stringify(FULL))).toEqual({
      dimensions: { relevance: 4, quality: 4.5, completeness: 5 },
      reasoning: 'The cup is whole and sharp.',
      confidence: 0.9,
      addressesGrader: false,
      safetyCategories: [],
    });
  });

  it('clamps numbers to their scale', () => {
    const reply = parseJudgeReply(
      JSON.stringify({ ...FULL, relevance: 99, quality: -3, confidence: 7 }),
    );
    expect(reply).toMatchObject({ dimensions: { relevance: 5, quality: 1 }, confidence: 1 });
  });

  it.each([
    ['text', 'I would give this file five stars.'],
    ['half a body', JSON.stringify(FULL).slice(0, 40)],
    ['a list', '[]'],
    ['a missing dimension', JSON.stringify({ ...FULL, quality: undefined })],
    ['a dimension in words', JSON.stringify({ ...FULL, quality: 'good' })],
    ['nothing', ''],
  ])('is no rating for %s', (_name, text) => {
    expect(parseJudgeReply(text)).toBeUndefined();
  });

  it('takes links and line breaks out of the reasoning, and bounds it', () => {
    const reasoning = `Buy at https://evil.example/now\nor www.evil.example ${'x'.repeat(900)}`;
    const reply = parseJudgeReply(JSON.stringify({ ...FULL, reasoning }));
    expect(reply?.reasoning).not.toMatch(/evil|\n/);
    expect(reply?.reasoning.length).toBeLessThanOrEqual(500);
  });

  it('never throws, and never returns a number outside of its scale', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const reply = parseJudgeReply(text);
        if (reply === undefined) return;
        for (const value of Object.values(reply.dimensions)) {
          expect(value).toBeGreaterThanOrEqual(1);
          expect(value).toBeLessThanOrEqual(5);
        }
      }),
    );
  });
});
