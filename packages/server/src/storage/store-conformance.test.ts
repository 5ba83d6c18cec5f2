import { randomUUID } from 'node:crypto';
import { describeAccounts, describePeople, describeStore } from '@firsthandapi/engine/testing';
import { afterAll } from 'vitest';
import { RedisMemory } from '../redis/redis-memory.ts';
import { databaseKinds } from '../testing/databases.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { job, organization } from '../testing/records.ts';
import { RedisProcess, redisProgram } from '../testing/redis-process.ts';
import { openStore } from './open-store.ts';

/** A busy machine is no outage. */
const PATIENT_MS = 20_000;

/** The organizations that the suite's records belong to. The databases enforce the foreign keys. */
const PARENTS = ['org_1', 'org_2'].map((id) => organization({ id }));

const program = redisProgram();
const redis = program === undefined ? undefined : await RedisProcess.start(program);
afterAll(() => redis?.kill());

/** The databases, and PostgreSQL with a Redis beside it. */
const kinds = (await databaseKinds()).flatMap((kind) => {
  const plain = { kind, name: kind.name, redis: undefined };
  const shared = { kind, name: `${kind.name} and Redis`, redis };
  return kind.name === 'PostgreSQL' && redis !== undefined ? [plain, shared] : [plain];
});

for (const { kind, name, redis } of kinds) {
  const database = await kind.create();
  const store = await openStore(database.location);
  let memory: RedisMemory | undefined;
  afterAll(async () => {
    memory?.close();
    await store.close();
    await database.remove();
  });
  describeStore(`the SQL store on ${name}`, async () => {
    await store.tidy();
    await emptyTables(database);
    if (redis !== undefined) {
      memory?.close();
      const settings = { url: redis.url, prefix: randomUUID() };
      memory = await RedisMemory.open(settings, { deadlineMs: PATIENT_MS });
      store.useShared(memory);
    }
    await store.transact(async ({ organizations, jobs, workers }) => {
      for (const parent of PARENTS) await organizations.insert(parent);
      for (const id of ['job_1', 'job_2']) await jobs.insert(job('org_1', { id }));
      await workers.insert({
        id: 'wkr_1',
        organization_id: 'org_1',
        job_id: 'job_1',
        region: null,
        device_info: { device_model: 'x', device_os: 'x', app_version: '1' },
        strikes: 0,
        trust: {},
        simulated: true,
        suspension: null,
        lease_expiries: [],
        created_at: 0,
      });
    });
    return store;
  });
  describeAccounts(`accounts over the SQL store on ${name}`, async () => {
    await store.tidy();
    await emptyTables(database);
    return store;
  });
  describePeople(`people over the SQL store on ${name}`, async () => {
    await store.tidy();
    await emptyTables(database);
    return store;
  });
}
