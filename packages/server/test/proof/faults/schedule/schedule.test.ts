import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSchedule, makeSchedule, parseSchedule, type Schedule } from './schedule.ts';
import { shrink } from './shrink.ts';

const FAULTS = ['disk full', 'database frozen', 'clock jumps'];

describe('the schedule of a seed', () => {
  it('repeats for the same seed, and survives the command line', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const schedule = makeSchedule(seed, FAULTS);
        expect(makeSchedule(seed, FAULTS)).toEqual(schedule);
        expect(parseSchedule(formatSchedule(schedule))).toEqual(schedule);
      }),
    );
  });

  it('has one to three steps with known faults, some clients and a bounded duration', () => {
    const schedules = Array.from({ length: 500 }, (_, seed) => makeSchedule(seed, FAULTS));
    expect(new Set(schedules.map(({ steps }) => steps.length))).toEqual(new Set([1, 2, 3]));
    const steps = schedules.flatMap((schedule) => schedule.steps);
    expect(new Set(steps.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
    for (const { clients, lastsMs } of steps) {
      expect(clients).toBeGreaterThanOrEqual(1);
      expect(clients).toBeLessThanOrEqual(6);
      expect(lastsMs).toBeGreaterThanOrEqual(100);
      expect(lastsMs).toBeLessThanOrEqual(2_600);
    }
    expect(steps.some(({ lastsMs }) => lastsMs > 1_500)).toBe(true);
  });
});

describe('shrinking', () => {
  const long: Schedule = {
    seed: 1,
    steps: ['none', 'disk full', 'none', 'clock jumps', 'none'].map((fault, seed) => ({
      fault,
      lastsMs: 2_000,
      clients: 6,
      seed,
    })),
  };

  it('finds the one step that fails, with one client and the shortest duration', async () => {
    const fails = async ({ steps }: Schedule) => steps.some(({ fault }) => fault === 'disk full');
    expect(await shrink(long, fails, 100)).toEqual({
      seed: 1,
      steps: [{ fault: 'disk full', lastsMs: 100, clients: 1, seed: 1 }],
    });
  });

  it('keeps both steps of a failure that needs two, in their order', async () => {
    const fails = async ({ steps }: Schedule) => {
      const names = steps.map(({ fault }) => fault);
      const first = names.indexOf('disk full');
      return first !== -1 && names.indexOf('clock jumps') > first;
    };
    const { steps } = await shrink(long, fails, 100);
    expect(steps.map(({ fault }) => fault)).toEqual(['disk full', 'clock jumps']);
  });

  it('returns the schedule itself when nothing smaller fails, after at most the allowed plays', async () => {
    let plays = 0;
    const fails = async () => {
      plays += 1;
      return false;
    };
    expect(await shrink(long, fails, 3)).toBe(long);
    expect(plays).toBe(3);
  });
});
