import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RedisMemory } from '../src/redis/redis-memory.ts';
import { openStore } from '../src/storage/open-store.ts';
import { CHANGE_CHANNEL } from '../src/storage/postgres/change-notifications.ts';
import type { SqlStore } from '../src/storage/sql/sql-store.ts';
import { databaseKinds, POSTGRES_URL, type TestDatabase } from '../src/testing/databases.ts';
import { emptyTables } from '../src/testing/empty-tables.ts';
import { job, organization } from '../src/testing/records.ts';
import { RedisProcess, redisProgram } from '../src/testing/redis-process.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
const program = redisProgram();
/** A busy machine is no outage. */
const PATIENT_MS = 20_000;

const windows = [{ key: 'key_1:minute', resetAt: 60_000 }];

describe.skipIf(postgres === undefined || program === undefined)(
  'two servers that share a Redis',
  () => {
    const owner = organization();
    let redis: RedisProcess;
    let database: TestDatabase;
    let stores: readonly [SqlStore, SqlStore];
    let memories: RedisMemory[] = [];

    beforeAll(async () => {
      if (postgres === undefined || program === undefined) return;
      redis = await RedisProcess.start(program);
      database = await postgres.create();
      stores = [await openStore(database.location), await openStore(database.location)];
    });
    beforeEach(async () => {
      await emptyTables(database);
      await stores[0].transact(({ organizations }) => organizations.insert(owner));
      if (!redis.isRunning) await redis.restart();
    });
    afterEach(() => {
      for (const store of stores) store.useShared(undefined);
      for (const memory of memories) memory.close();
      memories = [];
    });
    afterAll(async () => {
      for (const store of stores ?? []) await store.close();
      await database?.remove();
      await redis?.kill();
    });

    const events: (string | undefined)[] = [];

    /** Connects both stores to Redis under a prefix of their own. */
    async function share(deadlineMs = PATIENT_MS, url = redis.url): Promise<void> {
      const prefix = randomUUID();
      events.length = 0;
      for (const store of stores) {
        const memory = await RedisMemory.open(
          { url, prefix },
          { deadlineMs, onChange: (problem) => events.push(problem) },
        );
        memories.push(memory);
        store.useShared(memory);
      }
    }

    const count = async (server: 0 | 1, now = 0) =>
      (await stores[server].countRequest(windows, now))[0];
    const counted = () => database.execute('SELECT key FROM rate_windows');

    /** Counts at both in turn. */
    async function countInTurn(times: number): Promise<(number | undefined)[]> {
      const counts: (number | undefined)[] = [];
      for (let index = 0; index < times; index += 1) counts.push(await count((index % 2) as 0 | 1));
      return counts;
    }

    it('counts across servers, and writes nothing to the database', async () => {
      await share();
      expect(await countInTurn(6)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await counted()).toEqual([]);
    });

    it('gives each of many concurrent requests a count of its own', async () => {
      await share();
      const counts = await Promise.all(
        Array.from({ length: 200 }, (_, index) => count((index % 2) as 0 | 1)),
      );
      expect(counts.sort((one, other) => Number(one) - Number(other))).toEqual(
        Array.from({ length: 200 }, (_, index) => index + 1),
      );
    });

    it('resets counts with the next window, by the clock of the service', async () => {
      await share();
      await countInTurn(3);
      const next = [{ key: 'key_1:minute', resetAt: 120_000 }];
      expect(await stores[0].countRequest(next, 60_000)).toEqual([1]);
    });

    it('continues counts in the database when Redis is killed, and in Redis when it is back', async () => {
      await share();
      await countInTurn(6);
      await redis.kill();
      // Each knows what it has counted itself: no client gets all of its requests once more.
      expect(await countInTurn(6)).toEqual([6, 7, 8, 9, 10, 11]);
      expect(await counted()).toHaveLength(1);
      await redis.restart();
      await expect.poll(() => memories.every(({ isUp }) => isUp)).toBe(true);
      expect(await countInTurn(4)).toEqual([11, 12, 13, 14]);
    });

    it('counts in the database while Redis does not reply, and does not wait for it a second time', async () => {
      await share(50);
      await countInTurn(2);
      redis.halt();
      try {
        await Promise.all(Array.from({ length: 20 }, () => count(0)));
        for (let index = 0; index < 3; index += 1) await count(0);
        expect(memories[0]?.isReady).toBe(false);
        const outcomes = memories[0]?.notes();
        expect(outcomes).toEqual([expect.stringContaining('REDIS_URL does not respond')]);
      } finally {
        redis.resume();
      }
      await expect.poll(() => memories[0]?.isUp).toBe(true);
      expect(memories[0]?.notes()).toEqual([]);
    });

    it('counts in the database while Redis refuses writes', async () => {
      if (program === undefined) return;
      const replica = await RedisProcess.start(program, ['--min-replicas-to-write', '1']);
      try {
        await share(PATIENT_MS, replica.url);
        expect(await countInTurn(4)).toEqual([1, 2, 3, 4]);
        expect(await counted()).toHaveLength(1);
        expect(events).toContain('REDIS_URL refuses commands: NOREPLICAS');
      } finally {
        await replica.kill();
      }
    });

    it('starts without Redis, and uses it once it is available', async () => {
      await redis.kill();
      await share();
      expect(await countInTurn(2)).toEqual([1, 2]);
      await redis.restart();
      await expect.poll(() => memories.every(({ isUp }) => isUp)).toBe(true);
      expect(events.slice(0, 2)).toEqual(
        Array(2).fill('REDIS_URL cannot be reached: ECONNREFUSED'),
      );
      await count(0);
      expect(await counted()).toHaveLength(1);
    });

    it('shows neither the password nor the address of a Redis that refuses the server', async () => {
      if (program === undefined) return;
      const guarded = await RedisProcess.start(program, ['--requirepass', 'right-password']);
      try {
        const url = guarded.url.replace('//', '//:wrong-password@');
        await share(PATIENT_MS, url);
        expect(events[0]).toBe('REDIS_URL refuses commands: WRONGPASS');
        const shown = JSON.stringify([events, memories.map((memory) => memory.notes())]);
        expect(shown).not.toMatch(/password|127\.0\.0\.1/);
        await share(PATIENT_MS, guarded.url.replace('//', '//:right-password@'));
        expect(events).toEqual([]);
      } finally {
        await guarded.kill();
      }
    });

    let lastJob = '';

    /** Resolves when a watcher at the second server is called for a job that the first one changes. */
    async function wakesUp(): Promise<boolean> {
      const created = job(owner.id);
      lastJob = created.id;
      await stores[0].transact(({ jobs }) => jobs.insert(created));
      const woken = new Promise<boolean>((resolve) => {
        stores[1].watch(created.id, async () => {
          const seen = await stores[1].read(({ jobs }) => jobs.get(created.id));
          if (seen?.status === 'cancelled') resolve(true);
        });
      });
      await stores[0].transact(({ jobs }) => jobs.update({ ...created, status: 'cancelled' }));
      return woken;
    }

    it('wakes a watcher of a job at the other store', async () => {
      await share();
      expect(await wakesUp()).toBe(true);
    });

    it('wakes a watcher at the other store while Redis is gone', async () => {
      await share();
      await redis.kill();
      expect(await wakesUp()).toBe(true);
    });

    it('wakes a watcher at the other store while Redis does not reply', async () => {
      await share(50);
      redis.halt();
      try {
        expect(await wakesUp()).toBe(true);
      } finally {
        redis.resume();
      }
    });

    it('sends no notification through the database while Redis accepts it', async () => {
      await share();
      const heard: string[] = [];
      const client = new pg.Client({ connectionString: POSTGRES_URL });
      await client.connect();
      try {
        const ended = new Promise<void>((resolve) => {
          client.on('notification', ({ payload = '' }) => {
            heard.push(payload);
            if (payload === owner.id) resolve();
          });
        });
        await client.query(`LISTEN ${CHANGE_CHANNEL}`);
        await wakesUp();
        await client.query(`SELECT pg_notify('${CHANGE_CHANNEL}', '${owner.id}')`);
        await ended;
      } finally {
        await client.end();
      }
      // Other tests use the channel as well.
      expect(heard.filter((message) => message.includes(lastJob))).toEqual([]);
    });
  },
);
