import { join } from 'node:path';
import { z } from 'zod';
import type { RedisSettings } from '../redis/redis-settings.ts';
import type { StoreLocation } from '../storage/store-location.ts';
import { integer, missing, url, type ValuesOf } from './setting.ts';

export const databaseSettings = {
  DATABASE_URL: {
    meaning: 'PostgreSQL database; without it an embedded SQLite file in DATA_DIR',
    default: '(SQLite)',
    schema: url(['postgres', 'postgresql']),
  },
  DATABASE_DEADLINE_MS: {
    meaning: 'How long a request waits for PostgreSQL before it gets a 503',
    default: '4500',
    schema: integer(100, 60_000),
  },
  REDIS_URL: {
    meaning:
      'Redis or Valkey that counts requests and wakes long polls for several servers; without it PostgreSQL does',
    default: '(PostgreSQL)',
    schema: url(['redis', 'rediss']),
  },
  REDIS_PREFIX: {
    meaning: 'Begins every key and channel of this service in REDIS_URL',
    default: 'firsthandapi',
    schema: z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'must have 1 to 100 letters, digits or any of _ . : -'),
  },
} as const;

type Values = ValuesOf<typeof databaseSettings>;

/** Where records are, and what counts requests. */
export interface DatabaseConfiguration {
  readonly store: StoreLocation;
  /** Counts requests and carries wake-ups in the place of PostgreSQL; undefined without one. */
  readonly redis: RedisSettings | undefined;
}

export function readDatabase(values: Values, dataFolder: string): DatabaseConfiguration {
  return { store: storeOf(values, dataFolder), redis: redisOf(values) };
}

function storeOf(values: Values, dataFolder: string): StoreLocation {
  const { DATABASE_URL: url, DATABASE_DEADLINE_MS: deadlineMs } = values;
  if (url === undefined) return { kind: 'sqlite', path: join(dataFolder, 'firsthandapi.db') };
  return { kind: 'postgres', url, ...(deadlineMs !== undefined && { deadlineMs }) };
}

function redisOf({ REDIS_URL: url, REDIS_PREFIX: prefix }: Values): RedisSettings | undefined {
  return url === undefined ? undefined : { url, prefix: prefix ?? 'firsthandapi' };
}

/** Returns a problem for each setting that does not fit the others. */
export function databaseProblems(values: Values): string[] {
  return [
    ...missing(values, { name: 'REDIS_URL', needs: 'DATABASE_URL' }),
    ...missing(values, { name: 'REDIS_PREFIX', needs: 'REDIS_URL' }),
  ];
}
