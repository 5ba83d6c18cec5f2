import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratingOf, scenarioOf, scenarios, slotsTaken } from './scenario.ts';

const job = { metadata: {}, min_star_rating: 3, files_needed: 5 };
const place = { slot: 0, workerIndex: 0, attempt: 1 };

test('a job follows the scenario that its metadata names', () => {
  expect(scenarioOf({ metadata: { fh_scenario: 'rejected' } }, undefined)).toEqual(
    scenarios.rejected,
  );
});

test('a name that no scenario has is text like any other', () => {
  for (const name of ['nonsense', 'toString', '__proto__', '']) {
    expect(scenarioOf({ metadata: { fh_scenario: name } }, undefined)).toEqual(scenarios.approved);
  }
});

test("the host's plan wins over the metadata", () => {
  const metadata = { fh_scenario: 'rejected' };
  expect(scenarioOf({ metadata }, { outcome: 'excellent' })).toEqual(scenarios.excellent);
  expect(ratingOf(scenarioOf({ metadata }, { stars: 4 }), job, place)).toBe(4);
});

test('a plan stretches the timeline so that it ends when asked', () => {
  expect(scenarioOf(job, { after: 3_000 }).pace).toBe(0.2);
});

test('stars given slot by slot come over and over', () => {
  const scenario = scenarioOf(job, { stars: [5, 1] });
  const ratings = [0, 1, 2, 3].map((slot) => ratingOf(scenario, job, { ...place, slot }));
  expect(ratings).toEqual([5, 1, 5, 1]);
});

test('what a scenario approves passes every threshold', () => {
  for (const min_star_rating of [1, 2, 3, 4, 5]) {
    const stars = ratingOf(
      scenarios.retry_then_approved,
      { min_star_rating },
      { ...place, attempt: 2 },
    );
    expect(stars).toBeGreaterThanOrEqual(min_star_rating);
  }
});

test('half of a job is rounded down', () => {
  expect(slotsTaken(scenarios.partial, job)).toBe(2);
  expect(slotsTaken(scenarios.never_picked_up, job)).toBe(0);
  expect(slotsTaken(scenarios.approved, job)).toBe(5);
});

test('a rating is a whole number of stars for every scenario, slot, turn and attempt', () => {
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
