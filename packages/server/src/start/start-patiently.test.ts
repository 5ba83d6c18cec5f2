import { UnavailableError } from '@firsthandapi/engine';
import { describe, expect, it } from 'vitest';
import { startPatiently } from './start-patiently.ts';

const AWAY = new UnavailableError('The database cannot be used: it refuses connections');

/** Starts on a clock that only pauses move, after as many failures. */
async function start(failures: number, { error = AWAY as Error, limitMs = 60_000 } = {}) {
  const pauses: number[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  let attempts = 0;
  let now = 0;
  const outcome = await startPatiently(
    async () => {
      attempts += 1;
      if (attempts <= failures) throw error;
      return 'started';
    },
    {
      limitMs,
      log: {
        info: (event, fields = {}) => void logged.push({ event, ...fields }),
        error: () => {},
        flush: async () => {},
      },
      now: () => now,
      async pause(milliseconds) {
        pauses.push(milliseconds);
        now += milliseconds;
      },
    },
  ).catch((reason: Error) => reason);
  return { outcome, attempts, pauses, logged };
}

describe('a start whose dependency is away', () => {
  it('tries again, with pauses that grow and differ, until it is there', async () => {
    const { outcome, pauses } = await start(7);
    expect(outcome).toBe('started');
    expect(pauses).toHaveLength(7);
    for (const [index, pause] of pauses.entries()) {
      const longest = Math.min(5_000, 250 * 2 ** index);
      expect(pause).toBeGreaterThanOrEqual(longest / 2);
      expect(pause).toBeLessThanOrEqual(longest);
    }
    expect(new Set((await start(7)).pauses.concat(pauses)).size).toBeGreaterThan(7);
  });

  it('logs each attempt with its reason and the pause after it', async () => {
    const { logged, pauses } = await start(2);
    expect(logged).toEqual([
      { event: 'waiting', problem: AWAY.message, attempts: 1, pause_ms: pauses[0] },
      { event: 'waiting', problem: AWAY.message, attempts: 2, pause_ms: pauses[1] },
    ]);
  });

  it('gives up when the time is over, and says why and which setting decides', async () => {
    const { outcome, attempts, pauses } = await start(Number.POSITIVE_INFINITY);
    expect(outcome).toMatchObject({
      name: 'StartTimeoutError',
      message: `${AWAY.message}; tried ${attempts} times in 60 s (START_SECONDS)`,
    });
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(60_000);
    expect(attempts).toBeGreaterThan(10);
  });

  it('does not wait when there is no time for it', async () => {
    expect(await start(1, { limitMs: 0 })).toMatchObject({
      outcome: AWAY,
      attempts: 1,
      logged: [],
    });
  });

  it('does not wait for what waiting cannot heal', async () => {
    const error = new Error('The database has schema version 99');
    expect(await start(1, { error })).toMatchObject({ outcome: error, attempts: 1, logged: [] });
  });
});
