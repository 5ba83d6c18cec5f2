import type { Log } from '../host/json-log.ts';
import type { Gauge, Metrics } from '../host/metrics.ts';
import { RedisMemory } from '../redis/redis-memory.ts';
import type { RedisSettings } from '../redis/redis-settings.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';

/** The Redis of a server, or its absence. */
export interface OpenedRedis {
  notes(): readonly string[];
  gauges(): readonly Gauge[];
  close(): void;
}

const NONE: OpenedRedis = { notes: () => [], gauges: () => [], close: () => {} };

/**
 * Lets a store use the Redis of the settings. A Redis that cannot be reached does not keep the server from starting:
 * PostgreSQL does its work until it can be.
 */
export async function openRedis(
  settings: RedisSettings | undefined,
  {
    store,
    metrics,
    log,
  }: { readonly store: SqlStore; readonly metrics: Metrics; readonly log: Log },
): Promise<OpenedRedis> {
  if (settings === undefined) return NONE;
  const memory = await RedisMemory.open(settings, {
    onCommand: (command, outcome) => metrics.noteRedisCommand(command, outcome),
    onChange(problem) {
      if (problem === undefined) log.info('redis', { state: 'connected' });
      else log.error('redis', new Error(problem));
    },
  });
  store.useShared(memory);
  return {
    notes: () => memory.notes(),
    gauges: () => [upGauge(memory.isUp)],
    close() {
      store.useShared(undefined);
      memory.close();
    },
  };
}

function upGauge(isUp: boolean): Gauge {
  return {
    name: 'firsthand_redis_up',
    help: '1 while REDIS_URL is used, 0 while PostgreSQL does its work',
    values: [{ labels: {}, value: isUp ? 1 : 0 }],
  };
}
