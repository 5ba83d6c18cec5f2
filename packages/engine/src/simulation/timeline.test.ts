import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptedAt, handedInAt, scoredAt, workersNeeded } from './timeline.ts';

const job = fc.record({
  created_at: fc.nat({ max: 2_000_000_000_000 }),
  files_needed: fc.integer({ min: 1, max: 10_000 }),
  files_per_submission: fc.integer({ min: 1, max: 5 }),
});

it('fills a job within 3 s, hands everything in before the first score, and ends at exactly 15 s', () => {
  fc.assert(
    fc.property(job, (job) => {
      const { created_at, files_needed } = job;
      const last = files_needed - 1;
      const filledAt = acceptedAt(job, workersNeeded(job, files_needed) - 1);
      expect(filledAt - created_at).toBe(3_000);
      expect(handedInAt(job, 0)).toBeGreaterThan(filledAt);
      expect(handedInAt(job, last) - created_at).toBe(7_000);
      expect(scoredAt(job, 0)).toBeGreaterThan(handedInAt(job, last));
      expect(scoredAt(job, last) - created_at).toBe(15_000);
    }),
  );
});

it('takes the slots of a job in order, and is the same whenever it is asked', () => {
  fc.assert(
    fc.property(job, fc.nat(), (job, pick) => {
      const slot = pick % job.files_needed;
      for (const time of [handedInAt, scoredAt]) {
        expect(time(job, slot)).toBe(time(job, slot));
        if (slot > 0) expect(time(job, slot)).toBeGreaterThanOrEqual(time(job, slot - 1));
      }
    }),
  );
});
