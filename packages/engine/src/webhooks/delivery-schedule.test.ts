import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineOptions } from '../engine.ts';
import { HOUR, MINUTE, SECOND, TestEngine } from '../testing/test-engine.ts';

const SCHEDULE = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];

/** Returns when each attempt at a failing receiver is made, relative to the event; `meanwhile` runs after each. */
async function attemptTimes(
  options: EngineOptions,
  meanwhile: (world: TestEngine) => void = () => {},
): Promise<number[]> {
  const world = new TestEngine(options);
  const { test } = await world.openOrganization();
  await world.post('/v1/webhook_endpoints', test, {
    url: 'https://example.com/hook',
    events: ['job.cancelled'],
  });
  const job = await world.createJob(test);
  const begun = world.clock.now();
  const times: number[] = [];
  world.answerDelivery = () => {
    times.push(world.clock.now() - begun);
    meanwhile(world);
    return { status_code: 503 };
  };
  await world.post(`/v1/jobs/${job.id}/cancel`, test);
  await world.passTime(48 * HOUR);
  return times;
}

describe('the times of a delivery’s attempts', () => {
  it('follows the contract’s schedule without jitter', async () => {
    expect(await attemptTimes({})).toEqual(SCHEDULE);
  });

  it('never attempts earlier than the contract’s schedule, and at most a tenth of the interval later', async () => {
    const spread = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(spread, { minLength: 5, maxLength: 5 }), async (spreads) => {
        const next = spreads.values();
        const times = await attemptTimes({ deliveryJitter: () => next.next().value ?? 0 });
        expect(times).toHaveLength(SCHEDULE.length);
        times.forEach((time, place) => {
          const due = SCHEDULE[place] ?? 0;
          const wait = due - (SCHEDULE[place - 1] ?? 0);
          expect(time).toBeGreaterThanOrEqual(due);
          expect(time).toBeLessThanOrEqual(due + wait / 10);
          expect(Number.isInteger(time)).toBe(true);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('spreads the retries of deliveries that failed together', async () => {
    const spreads = [0, 0.25, 0.5, 0.75];
    const all = await Promise.all(
      spreads.map((spread) => attemptTimes({ deliveryJitter: () => spread })),
    );
    expect(all.map((times) => times[1])).toEqual([60_000, 61_500, 63_000, 64_500]);
  });

  it('follows the contract’s schedule when the receiver takes its ten seconds each time', async () => {
    const times = await attemptTimes({}, ({ clock }) => clock.set(clock.now() + 10 * SECOND));
    expect(times).toEqual(SCHEDULE);
  });

  it('keeps half of the intervals after an outage, so that overdue attempts are not spent at once', async () => {
    let isFirst = true;
    const times = await attemptTimes({}, ({ clock }) => {
      // The process is down for a day during the first attempt.
      if (isFirst) clock.set(clock.now() + 24 * HOUR);
      isFirst = false;
    });
    const waits = times.slice(1).map((time, place) => time - (times[place] ?? 0));
    expect(waits[0]).toBe(24 * HOUR + 30 * SECOND);
    expect(waits.slice(1)).toEqual([2 * MINUTE, 12.5 * MINUTE, 45 * MINUTE, 3 * HOUR]);
  });
});
