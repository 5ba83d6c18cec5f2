import { expect, it } from 'vitest';
import type { RedisClient } from './redis-client.ts';
import type { RedisLink } from './redis-link.ts';
import { RedisRateCounts } from './redis-rate-counts.ts';

const windows = [
  { key: 'key_1:minute', resetAt: 60_000 },
  { key: 'org_1:minute', resetAt: 60_000 },
];

/** Counts one request at a Redis that replies the same to every script. */
function countAt(reply: unknown): Promise<readonly number[]> {
  const client = { evalSha: async () => reply } as unknown as RedisClient;
  const link = { run: (command: (client: RedisClient) => unknown) => command(client) };
  return new RedisRateCounts(link as unknown as RedisLink, 'test').count(windows, 0);
}

it('returns the count of each window', async () => {
  expect(await countAt([3, 4])).toEqual([3, 4]);
});

it.each([
  ['texts', ['many', 'many']],
  ['an empty list', []],
  ['too few counts', [3]],
  ['nothing', null],
  ['a status', 'OK'],
  ['negative numbers', [-1, -1]],
  ['zeros', [0, 0]],
  ['fractions', [1.5, 1.5]],
])('refuses %s, with which no limit would ever be reached', async (_, reply) => {
  await expect(countAt(reply)).rejects.toThrow('Redis has not replied with a count');
});
