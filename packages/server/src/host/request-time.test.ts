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
  expect(time.aborted).toBe(true);
});

test('gives an aborted signal to what asks for one after the end', () => {
  const time = new RequestTime(5_000);
  vi.advanceTimersByTime(5_000);
  expect(time.signal.aborted).toBe(true);
});

test('calls at its end whoever has not stopped listening', () => {
  const time = new RequestTime(5_000);
  const called: string[] = [];
  time.onOver(() => called.push('first'));
  const forget = time.onOver(() => called.push('forgotten'));
  time.onOver(() => called.push('last'));
  forget();
  vi.advanceTimersByTime(4_999);
  expect(called).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(called).toEqual(['first', 'last']);
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
