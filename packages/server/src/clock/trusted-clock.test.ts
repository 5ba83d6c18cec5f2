import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrustedClock } from './trusted-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00Z');

/** A machine whose clock can be set. */
class Machine {
  wall = START;
  #monotonic = 0;
  #uptime = 0;
  readonly sources = {
    wall: () => this.wall,
    monotonic: () => this.#monotonic,
    uptime: () => this.#uptime,
  };

  pass(milliseconds: number): void {
    this.sleep(milliseconds);
    this.#monotonic += milliseconds;
  }

  sleep(milliseconds: number): void {
    this.wall += milliseconds;
    this.#uptime += milliseconds;
  }
}

describe('the trusted clock', () => {
  it('is certain of a clock within an hour of the latest time seen', () => {
    for (const latest of [undefined, START, START - HOUR, START + HOUR]) {
      const clock = new TrustedClock(latest, new Machine().sources);
      expect([clock.now(), clock.certain(), clock.doubt]).toEqual([START, START, undefined]);
    }
  });

  it('doubts a clock that is further ahead at the start, and continues from the latest time seen', () => {
    const machine = new Machine();
    const clock = new TrustedClock(START - DAY, machine.sources);
    machine.pass(5_000);
    expect([clock.now(), clock.certain()]).toEqual([START + 5_000, START - DAY + 5_000]);
    expect(clock.doubt).toBe(DAY);
    clock.confirm();
    expect([clock.certain(), clock.doubt]).toEqual([START + 5_000, undefined]);
  });

  it('continues from the time that was right when the clock jumps ahead, until it is set back', () => {
    const machine = new Machine();
    const clock = new TrustedClock(START, machine.sources);
    machine.wall += 800 * DAY;
    machine.pass(1_000);
    expect([clock.doubt, clock.certain()]).toEqual([800 * DAY, START + 1_000]);
    expect(clock.now()).toBe(START + 1_000);
    machine.wall -= 800 * DAY;
    expect([clock.doubt, clock.certain()]).toEqual([undefined, START + 1_000]);
  });

  it('follows a machine that slept', () => {
    const machine = new Machine();
    const clock = new TrustedClock(START, machine.sources);
    machine.sleep(9 * HOUR);
    expect([clock.doubt, clock.certain()]).toEqual([undefined, START + 9 * HOUR]);
  });

  it('follows a clock that drifts for months', () => {
    const machine = new Machine();
    const clock = new TrustedClock(START, machine.sources);
    for (let minute = 0; minute < 10_000; minute += 1) {
      machine.pass(60_000);
      machine.wall += 1_000;
      clock.settle();
    }
    expect([clock.doubt, clock.certain()]).toEqual([undefined, machine.wall]);
  });

  it('continues from the latest time when the clock is behind it, at the start or after a jump', () => {
    const machine = new Machine();
    const late = new TrustedClock(START + DAY, machine.sources);
    const running = new TrustedClock(START, machine.sources);
    machine.wall -= 400 * DAY;
    machine.pass(1_000);
    expect([late.now(), late.certain()]).toEqual([START + DAY + 1_000, START + DAY + 1_000]);
    expect([running.now(), running.certain()]).toEqual([START + 1_000, START + 1_000]);
    expect([late.doubt, running.doubt]).toEqual([-401 * DAY, -400 * DAY]);
    running.confirm();
    expect([running.now(), running.doubt]).toEqual([machine.wall, undefined]);
  });

  it('reports that a clock which was ahead is right again, and follows one that was set back and returns', () => {
    const machine = new Machine();
    const clock = new TrustedClock(START, machine.sources);
    let returns = 0;
    clock.onReturn(() => {
      returns += 1;
    });
    for (const jump of [-2 * DAY, 2 * DAY, 3 * DAY, -3 * DAY]) {
      machine.wall += jump;
      clock.settle();
    }
    clock.settle();
    expect([returns, clock.doubt, clock.now()]).toEqual([1, undefined, START]);
  });

  it('never calls certain what has not passed, however the clock jumps', () => {
    const step = fc.record({
      jump: fc.integer({ min: -900 * DAY, max: 900 * DAY }),
      passes: fc.integer({ min: 0, max: DAY }),
      isSettled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const machine = new Machine();
        const clock = new TrustedClock(START, machine.sources);
        let passed = START;
        // What jumps of less than an hour, which are not noticed, add up to.
        let allowance = 0;
        for (const { jump, passes, isSettled } of steps) {
          machine.wall += jump;
          machine.pass(passes);
          passed += passes;
          allowance += HOUR;
          expect(clock.certain()).toBeLessThanOrEqual(passed + allowance);
          expect(clock.certain()).toBeLessThanOrEqual(clock.now());
          if (isSettled) clock.settle();
        }
      }),
    );
  });
});
