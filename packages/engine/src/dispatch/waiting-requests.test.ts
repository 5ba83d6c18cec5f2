import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingRequests } from './waiting-requests.ts';

/** Lets an organization wait for jobs until it may not; returns the ends of its waits. */
function fill(requests: WaitingRequests, organizationId: string, environment = 'live') {
  const ends: (() => void)[] = [];
  for (;;) {
    const end = requests.enter('job', { organizationId, environment });
    if (end === undefined) return ends;
    ends.push(end);
  }
}

describe('the requests that wait', () => {
  it('are limited for each organization', () => {
    const requests = new WaitingRequests();
    const waits = fill(requests, 'org_1').length;
    expect(waits).toBeLessThanOrEqual(100);
    expect(waits).toBeGreaterThan(90);
    expect(fill(requests, 'org_1', 'test')).toEqual([]);
  });

  it('leave places for every newcomer, however many organizations take all that they may', () => {
    const requests = new WaitingRequests();
    const counts = Array.from({ length: 100 }, (_, index) => fill(requests, `org_${index}`).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThan(2_000);
    expect(fill(requests, 'org_new').length).toBeGreaterThan(0);
  });

  it('give their places back', () => {
    const requests = new WaitingRequests();
    const before = fill(requests, 'org_1');
    for (const end of before) end();
    expect(fill(requests, 'org_1')).toHaveLength(before.length);
  });

  it('never number more than 2,000, or 20 for events, in whatever order they come and go', () => {
    const step = fc.record({ organization: fc.nat(400), isEnd: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5_000, size: 'max' }), (steps) => {
        const requests = new WaitingRequests();
        const waiting = new Map<number, (() => void)[]>();
        let total = 0;
        for (const { organization, isEnd } of steps) {
          const ends = waiting.get(organization) ?? [];
          waiting.set(organization, ends);
          const party = { organizationId: `org_${organization}`, environment: 'live' };
          const end = isEnd ? undefined : requests.enter('events', party);
          if (end !== undefined) ends.push(end);
          else if (isEnd) ends.pop()?.();
          total = [...waiting.values()].reduce((sum, { length }) => sum + length, 0);
          expect(total).toBeLessThanOrEqual(2_000);
          expect(ends.length).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 3 },
    );
  });
});
