import { FirstHandApiError, FirstHandConnectionError } from '@firsthandapi/sdk';
import { expect, test } from 'vitest';
import { FASTEST_MS } from './pace.ts';
import { type Polled, pollForever } from './poll-forever.ts';

const QUIET: Polled = { foundNew: false, allowance: undefined };

/** Runs the polls given, and returns what was heard and how long each pause was. */
async function run(polls: readonly (Polled | Error)[]) {
  const end = new AbortController();
  const heard: string[] = [];
  const pauses: number[] = [];
  let count = 0;
  const poll = async () => {
    const next = polls[count];
    count += 1;
    if (count >= polls.length) end.abort();
    if (next instanceof Error) throw next;
    return next ?? QUIET;
  };
  const listener = {
    onLost: ({ message }: Error) => heard.push(`lost: ${message}`),
    onBack: () => heard.push('back'),
    onSlowed: () => heard.push('slowed'),
  };
  const sleep = async (ms: number) => void pauses.push(ms);
  const context = { now: () => 0, sleep, random: () => 1, signal: end.signal };
  await pollForever(poll, listener, context);
  return { heard, pauses };
}

test('says once that the service is lost and once that it is back, with growing pauses', async () => {
  const lost = new FirstHandConnectionError('gone');
  const { heard, pauses } = await run([lost, lost, lost, lost, lost, QUIET, QUIET]);
  expect(heard).toEqual(['lost: gone', 'back']);
  expect(pauses.slice(0, 6)).toEqual([700, 1_400, 2_800, 5_000, 5_000, FASTEST_MS]);
});

test('waits as long as a rate limit says', async () => {
  const limited = new FirstHandApiError('rate_limit_exceeded', 'slow down', {
    status: 429,
    retryable: true,
    retryAfterMs: 20_000,
  });
  const { pauses } = await run([limited, QUIET]);
  expect(pauses[0]).toBe(40_000);
});

test('ends with an error that no retry can help', async () => {
  const refused = new FirstHandApiError('authentication_error', 'unknown key', { status: 401 });
  await expect(run([refused, QUIET])).rejects.toBe(refused);
});

test('says once that the rate limit makes it slower than a second', async () => {
  const scarce = { limit: 60, remaining: 0, resetAt: new Date(60_000) };
  const { heard } = await run([
    QUIET,
    { ...QUIET, allowance: scarce },
    { ...QUIET, allowance: scarce },
    QUIET,
  ]);
  expect(heard).toEqual(['slowed']);
});

test('asks again at once a service that has held the request, and pauses after something new', async () => {
  const { pauses } = await run([
    { ...QUIET, heldFor: 50_000 },
    { foundNew: true, allowance: undefined, heldFor: 20_000 },
    { ...QUIET, heldFor: 3 },
    QUIET,
  ]);
  expect(pauses.slice(0, 3)).toEqual([0, FASTEST_MS, FASTEST_MS]);
});

test('reads on at once while there is more and the limit has room', async () => {
  const allowance = (remaining: number) => ({ limit: 60, remaining, resetAt: new Date(30_000) });
  const { pauses } = await run([
    { foundNew: true, hasMore: true, allowance: allowance(40) },
    { foundNew: true, hasMore: true, allowance: allowance(15) },
    QUIET,
  ]);
  expect(pauses.slice(0, 2)).toEqual([0, 10_000]);
});
