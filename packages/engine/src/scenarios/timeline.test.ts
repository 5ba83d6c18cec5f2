import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedAt, scoredAt, submittedAt, workersNeeded } from './timeline.ts';

const jobs = fc.record({
  created_at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  files_needed: fc.integer({ min: 1, max: 10_000 }),
  files_per_submission: fc.integer({ min: 1, max: 5 }),
});

test('fills a job after 3 seconds and completes it after exactly 15', () => {
  fc.assert(
    fc.property(jobs, (job) => {
      const lastWorker = workersNeeded(job, job.files_needed) - 1;
      expect(acceptedAt(job, lastWorker)).toBe(job.created_at + 3_000);
      expect(scoredAt(job, job.files_needed - 1)).toBe(job.created_at + 15_000);
    }),
  );
});

test('accepts every slot before it is submitted, and submits all before any is scored', () => {
  fc.assert(
    fc.property(jobs, fc.nat(9_999), (job, chosen) => {
      const slot = chosen % job.files_needed;
      const worker = Math.floor(slot / job.files_per_submission);
      expect(acceptedAt(job, worker)).toBeLessThan(submittedAt(job, slot));
      expect(submittedAt(job, slot)).toBeLessThan(scoredAt(job, 0));
    }),
  );
});

test('keeps slots in order', () => {
  fc.assert(
    fc.property(jobs, fc.nat(9_998), (job, chosen) => {
      const slot = chosen % job.files_needed;
      expect(scoredAt(job, slot + 1)).toBeGreaterThanOrEqual(scoredAt(job, slot));
      expect(submittedAt(job, slot + 1)).toBeGreaterThanOrEqual(submittedAt(job, slot));
    }),
  );
});

test('stretches the whole timeline by the pace', () => {
  const job = { created_at: 1_000, files_needed: 4, files_per_submission: 1 };
  for (const slot of [0, 1, 2, 3]) {
    const usual = scoredAt(job, slot) - job.created_at;
    expect(scoredAt(job, slot, 10) - job.created_at).toBe(10 * usual);
  }
});
