import { type EngineSettings, type Ports, UnavailableError } from '@firsthandapi/engine';
import { describe, expect, it, vi } from 'vitest';
import { transactInTime } from './transact-in-time.ts';

const settings = {} as EngineSettings;

/** Ports whose store hands its deadline to `transact`, as stores do that can stop. */
function portsOver(transact: (signal: AbortSignal) => Promise<unknown>): Ports {
  const within = (signal: AbortSignal) => ({ transact: () => transact(signal) });
  return { store: { within }, clock: { now: () => 0 } } as unknown as Ports;
}

describe('transactInTime', () => {
  it('rejects at the time limit when the database does not respond, and stops the transaction', async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    const ports = portsOver((given) => {
      signal = given;
      return new Promise(() => {});
    });
    const outcome = transactInTime(
      ports,
      settings,
      5_000,
    )(async () => 'done').catch((error) => error);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toBeInstanceOf(UnavailableError);
    expect(signal?.aborted).toBe(true);
    vi.useRealTimers();
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    const ports = portsOver(async () => 'done');
    expect(await transactInTime(ports, settings, 5_000)(async () => 'unused')).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
