import type { EndedAttempt } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Settlements } from './settlements.ts';

const ended = {} as EndedAttempt;

describe('Settlements', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function create() {
    const batches: number[] = [];
    const settlements = new Settlements({
      settle: async (batch) => {
        batches.push(batch.length);
        return [];
      },
      now: () => 0,
      onRepeat: () => {},
      onError: () => {},
    });
    return { batches, settlements };
  }

  it('records outcomes together that come within 8 ms', async () => {
    const { batches, settlements } = create();
    settlements.add(ended);
    await vi.advanceTimersByTimeAsync(7);
    settlements.add(ended);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches).toEqual([2]);
  });

  it('records what waits at once when a claim shares the commit, and then collects again', async () => {
    const { batches, settlements } = create();
    settlements.add(ended);
    settlements.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(batches).toEqual([1]);
    settlements.flush();
    settlements.add(ended);
    await vi.advanceTimersByTimeAsync(7);
    expect(batches).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches).toEqual([1, 1]);
  });

  it('records what waits without delay when it is closed', async () => {
    const { batches, settlements } = create();
    settlements.add(ended);
    await settlements.close();
    expect(batches).toEqual([1]);
  });
});
