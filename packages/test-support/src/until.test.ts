import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { until } from './until.ts';
import { withinBound } from './within-bound.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('resolves once the condition holds', async () => {
  let asked = 0;
  const waiting = until('it is asked thrice', () => {
    asked += 1;
    return asked === 3;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  await waiting;
  expect(asked).toBe(3);
});

test('names what it awaited in vain, and then no longer asks', async () => {
  let asked = 0;
  const waiting = until('the export is ready', async () => {
    asked += 1;
    return false;
  });
  const rejected = expect(waiting).rejects.toThrow('Waited 50 s in vain: the export is ready');
  await vi.advanceTimersByTimeAsync(60_000);
  await rejected;
  const before = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(before);
});

test('rejects with what the condition throws', async () => {
  const waiting = until('nothing', async () => {
    throw new Error('no such export');
  });
  await expect(waiting).rejects.toThrow('no such export');
});

test('bounds any promise, and leaves no timer behind', async () => {
  expect(await withinBound('a number', Promise.resolve(1))).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  const rejected = expect(withinBound('an event', new Promise(() => {}))).rejects.toThrow(
    'in vain: an event',
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await rejected;
});
