import { describe, expect, it } from 'vitest';
import { matchingStep, totpAt } from './totp.ts';

/** The secret of RFC 6238, appendix B, in Base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totpAt', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('agrees with RFC 6238 at %d s', async (seconds, code) => {
    expect(await totpAt(SECRET, seconds * 1_000)).toBe(code);
  });
});

describe('matchingStep', () => {
  it('finds the code of now and of 30 seconds before and after, but none that was used', async () => {
    const now = 1_111_111_111_000;
    const code = await totpAt(SECRET, now);
    const step = await matchingStep(SECRET, code, now, 0);
    expect(step).toBe(Math.floor(now / 30_000));
    for (const shift of [-30_000, 30_000]) {
      expect(await matchingStep(SECRET, code, now + shift, 0)).toBe(step);
    }
    for (const shift of [-60_000, 60_000]) {
      expect(await matchingStep(SECRET, code, now + shift, 0)).toBeUndefined();
    }
    expect(await matchingStep(SECRET, code, now, step ?? 0)).toBeUndefined();
  });
});
