import { afterEach, expect, test, vi } from 'vitest';
import { untilChanged } from './until-changed.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('resolves at once when the revision is another one already', async () => {
  let looks = 0;
  const revision = () => {
    looks += 1;
    return 'b';
  };
  await untilChanged(revision, 'a', new AbortController().signal);
  expect(looks).toBe(1);
});

test('resolves when the revision changes, whatever a test does to timers', async () => {
  vi.useFakeTimers();
  let revision = 'a';
  const changed = untilChanged(() => revision, 'a', new AbortController().signal);
  revision = 'b';
  await changed;
});

test('resolves when the client disconnects', async () => {
  const client = new AbortController();
  const ended = untilChanged(() => 'a', 'a', client.signal);
  client.abort();
  await ended;
});

test('responds to the 65th waiting window at once', async () => {
  const client = new AbortController();
  const waiting = Array.from({ length: 64 }, () => untilChanged(() => 'a', 'a', client.signal));
  await untilChanged(() => 'a', 'a', new AbortController().signal);
  client.abort();
  await Promise.all(waiting);
});
