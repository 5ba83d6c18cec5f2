import { expect, test } from 'vitest';
import { Watchers } from './watchers.ts';

/** Listeners that read something, and how many of them have done so at once. */
function createReaders() {
  let running = 0;
  const readers = { most: 0, calls: 0, listener: async () => {} };
  readers.listener = async () => {
    readers.calls += 1;
    running += 1;
    readers.most = Math.max(readers.most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  return readers;
}

test('calls only the listeners of the changed job', async () => {
  const watchers = new Watchers();
  const one = createReaders();
  const other = createReaders();
  watchers.watch('job_1', one.listener);
  watchers.watch('job_2', other.listener);
  await watchers.notify('job_1');
  expect([one.calls, other.calls]).toEqual([1, 0]);
});

test('calls every listener a few at a time when changes may have been missed', async () => {
  const watchers = new Watchers();
  const readers = createReaders();
  for (let count = 0; count < 200; count += 1) watchers.watch(`job_${count}`, readers.listener);
  await watchers.notify(undefined);
  expect(readers.calls).toBe(200);
  expect(readers.most).toBeLessThanOrEqual(16);
});

test('skips listeners that stop watching before it is their turn', async () => {
  const watchers = new Watchers();
  const readers = createReaders();
  const ends = Array.from({ length: 200 }, (_, count) =>
    watchers.watch(`job_${count}`, readers.listener),
  );
  const notified = watchers.notify(undefined);
  for (const end of ends) end();
  await notified;
  expect(readers.calls).toBe(16);
});

test('calls the other listeners when one fails', async () => {
  const watchers = new Watchers();
  const readers = createReaders();
  watchers.watch('job_1', () => {
    throw new Error('Failed');
  });
  watchers.watch('job_1', () => Promise.reject(new Error('Failed')));
  watchers.watch('job_1', readers.listener);
  await watchers.notify('job_1');
  expect(readers.calls).toBe(1);
});
