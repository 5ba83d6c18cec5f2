import { createHash } from 'node:crypto';
import type { Instant, RateWindow } from '@firsthandapi/engine';
import {
  BatchedCounts,
  type CountedWindow,
  type Counts,
} from '../storage/requests/batched-counts.ts';
import type { RedisClient } from './redis-client.ts';
import type { RedisLink } from './redis-link.ts';

/** A count with a lifetime of its own, so that nothing has to remove it. */
const SCRIPT = `local counts = {}
for index, key in ipairs(KEYS) do
  local added = tonumber(ARGV[2 * index - 1])
  counts[index] = redis.call('INCRBY', key, added)
  if counts[index] == added then redis.call('PEXPIRE', key, ARGV[2 * index]) end
end
return counts`;
const SCRIPT_HASH = createHash('sha1').update(SCRIPT).digest('hex');

/** The clock of a process may be behind. */
const GRACE_MS = 60_000;
/** Batches on their way: each turn of the event loop has one of its own while replies are slow. */
const CONCURRENCY = 8;

/** Counts requests for all processes on one Redis. Requests of one turn of the event loop share a command. */
export class RedisRateCounts {
  readonly #link: RedisLink;
  readonly #prefix: string;
  readonly #counts = new BatchedCounts({
    write: (rows) => this.#write(rows),
    concurrency: CONCURRENCY,
  });
  #now: Instant = 0;

  constructor(link: RedisLink, prefix: string) {
    this.#link = link;
    this.#prefix = prefix;
  }

  /** Counts one request in each window and returns the counts, this request included. */
  count(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    this.#now = now;
    return this.#counts.count(windows);
  }

  async #write(rows: readonly CountedWindow[]): Promise<Counts> {
    const now = this.#now;
    const keys = rows.map(({ key, resetAt }) => `${this.#prefix}:rate:${key}:${resetAt}`);
    const values = rows.flatMap(({ count, resetAt }) => [
      String(count),
      String(Math.max(resetAt - now, 0) + GRACE_MS),
    ]);
    return this.#link.run(async (client) => {
      const counted = await runScript(client, keys, values);
      return new Map(rows.map(({ key, count }, place) => [key, countIn(counted, place, count)]));
    });
  }
}

/** Sends the script itself only when Redis does not have it, such as after a restart. */
async function runScript(client: RedisClient, keys: string[], values: string[]): Promise<unknown> {
  const options = { keys, arguments: values };
  try {
    return await client.evalSha(SCRIPT_HASH, options);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return await client.eval(SCRIPT, options);
  }
}

/** A limit that is compared with anything but a count would never be reached: PostgreSQL counts instead. */
function countIn(reply: unknown, place: number, added: number): number {
  const count: unknown = Array.isArray(reply) ? reply[place] : undefined;
  if (Number.isSafeInteger(count) && Number(count) >= added) return Number(count);
  throw new TypeError('Redis has not replied with a count');
}
