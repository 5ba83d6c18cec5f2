import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open-store.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import { type BreakableDatabase, createBreakableDatabase } from '../support/breakable-database.ts';
import { JOB, liftLimits, startTestServer, type TestServer } from '../support/test-server.ts';

const DEADLINE_MS = 1_500;
/** More requests at a time than a process has connections. */
const CROWD = 40;
const BEATS = 5;

const isReachable = (await databaseKinds()).some(({ name }) => name === 'PostgreSQL');

describe.skipIf(!isReachable)('/readyz of a server whose PostgreSQL fails', () => {
  let database: BreakableDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createBreakableDatabase(DEADLINE_MS);
    server = await startTestServer(database.kind);
    await liftLimits(server);
    await ready();
  });
  afterAll(async () => {
    await server?.close();
    await database?.remove();
  });

  /** Returns the problem of the database; undefined when the server is ready. */
  async function problem(): Promise<string | undefined> {
    const { status, body } = await server.call('GET', '/readyz');
    expect([status, body.status]).toEqual(status === 200 ? [200, 'ready'] : [503, 'not ready']);
    return body.problems?.database;
  }

  const ready = () => until('the server is ready', async () => (await problem()) === undefined);

  const unready = (text: string) =>
    until(
      `/readyz says: ${text}`,
      async () => (await problem()) === `The database cannot be used: ${text}`,
    );

  const createJob = async () =>
    (await server.call('POST', '/v1/jobs', { key: server.test, body: JOB })).status;

  const listJobs = async () => (await server.call('GET', '/v1/jobs', { key: server.test })).status;

  it('says that PostgreSQL is gone, and is ready on a new connection when it is back', async () => {
    database.proxy.refuse();
    await unready('the connection was lost');
    database.proxy.accept();
    await ready();
    await database.terminate();
    await until('a job is created', async () => (await createJob()) === 201);
    expect(await problem()).toBeUndefined();
  });

  it('says that PostgreSQL does not respond', async () => {
    database.proxy.freeze();
    await unready('it does not respond in time');
    database.proxy.thaw();
    await ready();
  });

  it('says that PostgreSQL is read-only', async () => {
    const [row] = await database.execute('SELECT current_database() AS name');
    const change = `ALTER DATABASE ${row?.name}`;
    await database.execute(`${change} SET default_transaction_read_only = on`);
    await database.terminate();
    await unready('it is read-only');
    await database.execute(`${change} RESET default_transaction_read_only`);
    await database.terminate();
    await ready();
  });

  it('says that PostgreSQL has no free slots, although its own connection works', async () => {
    await database.limitConnections(0);
    expect(await Promise.all(Array.from({ length: CROWD }, listJobs))).toContain(503);
    await unready('it has too many connections');
    await database.limitConnections(-1);
    await ready();
  });

  it('keeps saying so while some requests find a connection, until one more can be opened', async () => {
    const store = await openStore((await database.kind.create()).location);
    const read = () => store.read(({ jobs }) => jobs.count({}));
    // A second statement needs a connection until the end of the read.
    const readTwice = () =>
      store.read(async ({ jobs }) => [await jobs.count({}), await jobs.count({})]);
    await store.beat(Date.now());
    await read();
    await database.limitConnections(0);
    const crowd = await Promise.allSettled(Array.from({ length: CROWD }, readTwice));
    expect(crowd.map(({ status }) => status)).toContain('rejected');
    for (let beats = 0; beats < BEATS; beats += 1) {
      await until('a read finds a connection', () =>
        read().then(
          () => true,
          () => false,
        ),
      );
      await expect(store.beat(Date.now())).rejects.toThrow('it has too many connections');
    }
    await database.limitConnections(-1);
    await store.beat(Date.now());
    await store.close();
  });

  it('says that PostgreSQL has no free slots, although no request has needed one yet', async () => {
    await database.limitConnections(0);
    await database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE usename = (SELECT rolname FROM pg_roles WHERE oid = (SELECT datdba FROM pg_database WHERE datname = current_database()))
        AND query NOT LIKE '%heartbeats%' AND query NOT LIKE 'SELECT EXISTS%'`,
    );
    await unready('it has too many connections');
    await database.limitConnections(-1);
    await ready();
  });

  it('says that the disk of PostgreSQL is full, although its own row needs no space', async () => {
    await database.execute(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
    await database.execute(
      'CREATE TRIGGER refuse BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    expect(await createJob()).toBe(503);
    await unready('its disk is full');
    await database.execute('DROP TRIGGER refuse ON jobs');
    await ready();
  });

  it.each(['rate_windows', 'api_keys', 'organizations'])(
    'says that %s is locked, without which no request is served',
    async (table) => {
      const release = await database.lockTable(table);
      await unready('a lock is held for too long');
      await release();
      await ready();
    },
  );

  it('is ready while a table is locked that only some requests need', async () => {
    const release = await database.lockTable('webhook_endpoints');
    for (let probe = 0; probe < BEATS; probe += 1) expect(await problem()).toBeUndefined();
    expect(await createJob()).toBe(201);
    await release();
  });
});
