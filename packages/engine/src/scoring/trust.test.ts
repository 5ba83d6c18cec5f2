import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrustRecord } from '../store/records.ts';
import { nextTrust, type TrustEvidence } from './trust.ts';

const evidence = fc.record({
  stars: fc.integer({ min: 1, max: 5 }),
  approved: fc.boolean(),
  turnaround_seconds: fc.nat({ max: 1_000_000 }),
});

function trustAfter(history: readonly TrustEvidence[]): number {
  let trust: TrustRecord | undefined;
  for (const each of history) trust = nextTrust(trust, each);
  return trust?.score ?? 50;
}

const times = (count: number, each: TrustEvidence) => Array.from({ length: count }, () => each);
const good = { stars: 5, approved: true, turnaround_seconds: 60 };
const bad = { stars: 1, approved: false, turnaround_seconds: 60 };

describe('trust', () => {
  it('stays within 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(evidence, { minLength: 1 }), (history) => {
        const score = trustAfter(history);
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('rises with good work and falls with bad, the further the more there is of it', () => {
    expect(trustAfter(times(1, good))).toBeGreaterThan(50);
    expect(trustAfter(times(50, good))).toBeGreaterThan(trustAfter(times(1, good)));
    expect(trustAfter(times(50, bad))).toBeLessThan(trustAfter(times(1, bad)));
  });

  it('rewards quality, consistency and speed', () => {
    const of = (each: Partial<TrustEvidence>) => trustAfter(times(20, { ...good, ...each }));
    expect(of({ stars: 5 })).toBeGreaterThan(of({ stars: 3 }));
    expect(of({ turnaround_seconds: 60 })).toBeGreaterThan(of({ turnaround_seconds: 90_000 }));
    const steady = times(20, { ...good, stars: 4 });
    const erratic = steady.map((each, index) => ({ ...each, stars: index % 2 === 0 ? 5 : 3 }));
    expect(trustAfter(steady)).toBeGreaterThan(trustAfter(erratic));
  });
});
