import { expect, test } from 'vitest';
import { MovableClock } from './movable-clock.ts';

const DAY = 24 * 60 * 60 * 1_000;

test('wakes a waiter when the clock is advanced past its instant', async () => {
  const clock = new MovableClock();
  const start = clock.now();
  const woken = clock.until(start + DAY);
  clock.advance(DAY / 2);
  clock.advance(DAY / 2);
  await woken;
  expect(clock.now()).toBeGreaterThanOrEqual(start + DAY);
});

test('stops waiting when the signal aborts', async () => {
  const clock = new MovableClock();
  const controller = new AbortController();
  const ended = clock.until(clock.now() + DAY, controller.signal);
  controller.abort();
  await ended;
  expect(clock.now()).toBeLessThan(Date.now() + DAY);
});
