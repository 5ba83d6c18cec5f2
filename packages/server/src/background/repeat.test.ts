import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('never runs twice at a time', async () => {
  const running: (() => void)[] = [];
  const stop = repeat(() => new Promise((resolve) => running.push(resolve)), {
    intervalMs: 1_000,
    onError: () => {},
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(running).toHaveLength(1);
  running[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(running).toHaveLength(2);
  running[1]?.();
  await stop();
});

test('waits longer after each failure, reports one failure in 30 s, and continues', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const stop = repeat(
    async () => {
      runs += 1;
      throw new Error('The disk is full');
    },
    { intervalMs: 10, onError: (error) => errors.push(error) },
  );
  await vi.advanceTimersByTimeAsync(29_000);
  expect(errors).toHaveLength(1);
  // From 0.1 s, doubling, to 2 s, each with up to half less: at least 14 and at most 33 runs.
  expect(runs).toBeGreaterThanOrEqual(14);
  expect(runs).toBeLessThanOrEqual(33);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(errors).toHaveLength(2);
  await stop();
  const ended = runs;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(ended);
});
