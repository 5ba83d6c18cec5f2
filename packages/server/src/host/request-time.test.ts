import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestTime } from './request-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('ends after its limit', () => {
  const time = new RequestTime(5_000);
  vi.advanceTimersByTime(4_999);
  expect(time.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(time.signal.aborted).toBe(true);
});

test('does not end while it is suspended', () => {
  const time = new RequestTime(5_000);
  time.suspend();
  vi.advanceTimersByTime(60_000);
  expect(time.signal.aborted).toBe(false);
});

test('restarts after what it was suspended for, even when that failed', async () => {
  const time = new RequestTime(5_000);
  const body = () =>
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('broken off')), 20_000));
  const received = time.suspendFor(body).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await received).toBe('broken off');
  vi.advanceTimersByTime(4_999);
  expect(time.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(time.signal.aborted).toBe(true);
});
