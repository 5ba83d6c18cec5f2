import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios } from './scenario.ts';
import { ratingOf, scenarioOf, slotsTaken } from './scenario-of-job.ts';

const job = { metadata: {}, min_star_rating: 3, files_needed: 5 };
const place = { slot: 0, workerIndex: 0, attempt: 1 };

test("follows the scenario in the job's metadata", () => {
  expect(scenarioOf({ metadata: { fh_scenario: 'rejected' } }, undefined)).toEqual(
    scenarios.rejected,
  );
});

test('treats an unknown scenario name like any other text', () => {
  for (const name of ['nonsense', 'toString', '__proto__', '']) {
    expect(scenarioOf({ metadata: { fh_scenario: name } }, undefined)).toEqual(scenarios.approved);
  }
});

test("prefers the host's plan to the metadata", () => {
  const metadata = { fh_scenario: 'rejected' };
  expect(scenarioOf({ metadata }, { outcome: 'excellent' })).toEqual(scenarios.excellent);
  expect(ratingOf(scenarioOf({ metadata }, { stars: 4 }), job, place)).toBe(4);
});

test('stretches the timeline so that it ends when planned', () => {
  expect(scenarioOf(job, { after: 3_000 }).pace).toBe(0.2);
});

test('repeats stars that are given slot by slot', () => {
  const scenario = scenarioOf(job, { stars: [5, 1] });
  const ratings = [0, 1, 2, 3].map((slot) => ratingOf(scenario, job, { ...place, slot }));
  expect(ratings).toEqual([5, 1, 5, 1]);
});

test('approves at every threshold what a scenario approves', () => {
  for (const min_star_rating of [1, 2, 3, 4, 5]) {
    const stars = ratingOf(
      scenarios.retry_then_approved,
      { min_star_rating },
      { ...place, attempt: 2 },
    );
    expect(stars).toBeGreaterThanOrEqual(min_star_rating);
  }
});

test('rounds half of a job down', () => {
  expect(slotsTaken(scenarios.partial, job)).toBe(2);
  expect(slotsTaken(scenarios.never_picked_up, job)).toBe(0);
  expect(slotsTaken(scenarios.approved, job)).toBe(5);
});

test('returns an integer rating for every scenario, slot, worker and attempt', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(scenarios)),
      fc.integer({ min: 1, max: 5 }),
      fc.record({
        slot: fc.nat(10_000),
        workerIndex: fc.nat(5),
        attempt: fc.integer({ min: 1, max: 5 }),
      }),
      (scenario, min_star_rating, where) => {
        expect([1, 2, 3, 4, 5]).toContain(ratingOf(scenario, { min_star_rating }, where));
      },
    ),
  );
});
