import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepPacer } from './step-pacer.ts';

interface Step {
  readonly organization: string;
  readonly dueAt: number;
  readonly wantedAt: number;
}

/** How long one step takes, on a host that performs one after the other. */
const STEP_MS = 2;

/** Plays the steps of hostile jobs, which are always behind, and returns how late each step of another job is. */
function latenessBeside(organizations: number, jobs: number, wanted: readonly number[]): number[] {
  const pacer = new StepPacer();
  const queue: Step[] = Array.from({ length: organizations * jobs }, (_, index) => ({
    organization: `hostile${index % organizations}`,
    dueAt: 0,
    wantedAt: 0,
  }));
  const lateness: number[] = [];
  const left = [...wanted];
  const push = (organization: string, wantedAt: number, now: number) =>
    queue.push({ organization, wantedAt, dueAt: pacer.dueAt(organization, wantedAt, now) });
  push('innocent', left.shift() ?? 0, 0);
  for (let now = 0; lateness.length < wanted.length; now += STEP_MS) {
    queue.sort((one, other) => one.dueAt - other.dueAt);
    const [first] = queue;
    if (first === undefined || first.dueAt > now) continue;
    queue.shift();
    pacer.performed(first.dueAt, now);
    if (first.organization === 'innocent') {
      lateness.push(now - first.wantedAt);
      const next = left.shift();
      if (next !== undefined) push('innocent', next, now);
    } else push(first.organization, first.wantedAt, now);
  }
  return lateness;
}

describe('the pace of late steps', () => {
  it.each([
    [1, 20],
    [2, 100],
    [50, 1],
    [50, 20],
  ])(
    'keeps a job on time beside %i organizations with %i jobs each that are always behind',
    (organizations, jobs) => {
      // The first round of all jobs is over by then: nothing is known of them before.
      const start = 5 * organizations * jobs * STEP_MS;
      const wanted = Array.from({ length: 9 }, (_, index) => start + 3_000 + index * 1_400);
      const lateness = latenessBeside(organizations, jobs, wanted);
      expect(Math.max(...lateness)).toBeLessThan(1_000);
    },
  );

  it('leaves a step that is on time where it is, however many are late', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 })), fc.nat(), fc.nat(), (late, now, ahead) => {
        const pacer = new StepPacer();
        for (const organization of late) pacer.dueAt(`org${organization}`, now - 1, now);
        expect(pacer.dueAt('org1', now + ahead, now)).toBe(now + ahead);
      }),
    );
  });

  it('never schedules a late step in the past, nor out of turn', () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 50 })), { minLength: 1 });
    fc.assert(
      fc.property(steps, (all) => {
        const pacer = new StepPacer();
        const last = new Map<number, number>();
        let now = 1_000;
        for (const [organization, passed] of all) {
          now += passed;
          const dueAt = pacer.dueAt(`org${organization}`, now - 1, now);
          expect(dueAt).toBeGreaterThanOrEqual(now);
          expect(dueAt).toBeGreaterThanOrEqual(last.get(organization) ?? 0);
          last.set(organization, dueAt);
        }
      }),
    );
  });
});
