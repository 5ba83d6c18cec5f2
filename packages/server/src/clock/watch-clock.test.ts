import { beforeEach, describe, expect, it } from 'vitest';
import { TrustedClock } from './trusted-clock.ts';
import { ClockWatch } from './watch-clock.ts';

const DAY = 24 * 3_600_000;
const START = Date.parse('2026-01-01T00:00:00Z');

let wall: number;
let latest: number | undefined;
let databaseTime: number | undefined;
let capped: number[];
let logged: unknown[];
beforeEach(() => {
  wall = START;
  latest = undefined;
  databaseTime = undefined;
  capped = [];
  logged = [];
});

const store = {
  readLatestTime: async () => latest,
  noteTime: async (now: number) => {
    latest = Math.max(latest ?? 0, now);
  },
  acceptTime: async (now: number) => {
    latest = now;
  },
  capDueTimes: async (now: number) => capped.push(now),
  databaseTime: async () => databaseTime,
};

function watch(): { clock: TrustedClock; watch: ClockWatch } {
  const clock = new TrustedClock(latest, {
    wall: () => wall,
    monotonic: () => 0,
    uptime: () => 0,
  });
  const options = {
    clock,
    store,
    log: { info: (event: string, fields: unknown) => logged.push([event, fields]) },
    onError: (error: unknown) => {
      throw error;
    },
  };
  return { clock, watch: new ClockWatch(options) };
}

const NOTE =
  'The clock is 800 days ahead of the latest time seen: expiry, retention and deadlines wait. Set it right, or run: firsthandapi-server accept-clock';

describe('the watch over the clock', () => {
  it('keeps the latest time', async () => {
    const { watch: watching } = watch();
    await watching.check();
    expect([latest, watching.notes(), capped]).toEqual([START, [], [START]]);
    wall += DAY / 48;
    await watching.stop();
    expect(latest).toBe(START + DAY / 48);
  });

  it('reports a clock that jumps ahead once, and keeps the latest time that was right', async () => {
    const { watch: watching } = watch();
    await watching.check();
    wall += 800 * DAY;
    await watching.check();
    await watching.check();
    await watching.stop();
    expect([latest, watching.notes()]).toEqual([START, [NOTE]]);
    expect(logged).toEqual([['warning', { warning: NOTE }]]);
  });

  it('ends the doubt when an operator accepts the clock, and when it is set right', async () => {
    latest = START - 800 * DAY;
    const { clock, watch: watching } = watch();
    await watching.check();
    expect([watching.notes(), clock.certain()]).toEqual([[NOTE], START - 800 * DAY]);
    latest = wall;
    await watching.check();
    expect([watching.notes(), clock.certain()]).toEqual([[], START]);
    wall += 800 * DAY;
    await watching.check();
    wall -= 800 * DAY;
    await watching.check();
    expect([watching.notes(), clock.certain()]).toEqual([[], START]);
    expect(logged.at(-1)).toEqual(['clock', { status: 'no longer in doubt' }]);
  });

  it("ends the doubt when the database server's clock agrees, and only then", async () => {
    latest = START - 800 * DAY;
    databaseTime = START - 800 * DAY;
    const { watch: watching } = watch();
    await watching.check();
    expect(watching.notes()).toEqual([NOTE]);
    databaseTime = START + 1_000;
    await watching.check();
    expect([watching.notes(), latest]).toEqual([[], START]);
  });

  it('makes tasks due that a clock which ran ahead has scheduled, once it is right again', async () => {
    const { watch: watching } = watch();
    await watching.check();
    wall += 2 * DAY;
    await watching.check();
    wall -= 2 * DAY;
    await watching.check();
    await watching.check();
    expect(capped).toEqual([START, START]);
  });

  it('continues from the latest time when the clock is behind, until an operator accepts it', async () => {
    latest = START + 800 * DAY;
    const { clock, watch: watching } = watch();
    await watching.check();
    expect([clock.now(), latest]).toEqual([START + 800 * DAY, START + 800 * DAY]);
    expect(watching.notes()).toEqual([
      'The clock is 800 days behind the latest time seen: time continues from there. Set it right, or run: firsthandapi-server accept-clock',
    ]);
    latest = wall;
    await watching.check();
    expect([clock.now(), watching.notes()]).toEqual([START, []]);
  });
});
