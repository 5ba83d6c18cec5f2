import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { type BreakableDatabase, createBreakableDatabase } from '../support/breakable-database.ts';
import { JOB, liftLimits, startTestServer, type TestServer } from '../support/test-server.ts';

/** Short, so that no test waits long for it. */
const DEADLINE_MS = 1_500;
/** How long a fault lasts that only time can end. */
const FAULT_MS = 600;
/** A request that has no response by then has been forgotten: far above the 5 seconds in which each is answered. */
const FORGOTTEN_MS = 20_000;
const CLIENTS = 8;

const isReachable = (await databaseKinds()).some(({ name }) => name === 'PostgreSQL');

// An unhandled error, which would end the process, fails the test run.
describe.skipIf(!isReachable)('a server whose PostgreSQL connections fail', () => {
  let database: BreakableDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createBreakableDatabase(DEADLINE_MS);
    server = await startTestServer(database.kind);
    await liftLimits(server);
  });
  afterAll(async () => {
    await server?.close();
    await database?.remove();
  });

  const createJob = () => call(server, 'POST', '/v1/jobs', JOB);
  const listJobs = () => call(server, 'GET', '/v1/jobs');

  /** Reads and writes with several clients until `end` resolves, and returns the statuses. */
  async function loadUntil(end: Promise<unknown>): Promise<ReadonlySet<number>> {
    let isEnded = false;
    const ended = end.finally(() => {
      isEnded = true;
    });
    const statuses = new Set<number>();
    const client = async (_: unknown, index: number) => {
      do statuses.add(await (index % 2 === 0 ? createJob() : listJobs()));
      while (!isEnded);
    };
    await Promise.all([...Array.from({ length: CLIENTS }, client), ended]);
    return statuses;
  }

  /** Resolves once the server is ready and takes a write again. */
  async function recovered(): Promise<void> {
    await until('the server is ready', async () => (await call(server, 'GET', '/readyz')) === 200);
    await until('a job is created', async () => (await createJob()) === 201);
  }

  async function terminateRepeatedly(times: number): Promise<void> {
    for (let round = 0; round < times; round += 1) {
      await database.terminate();
      await pause(Math.random() * 30);
    }
  }

  async function cancelRepeatedly(times: number): Promise<void> {
    for (let round = 0; round < times; round += 1) await database.cancel();
  }

  it('responds to every request while backends are terminated under load, and recovers', async () => {
    const statuses = await loadUntil(terminateRepeatedly(40));
    expect([...statuses].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    await recovered();
  });

  it('recovers when backends are terminated while only the task worker runs', async () => {
    await terminateRepeatedly(40);
    await recovered();
  });

  it('responds to long polls while backends are terminated, and notifies them of changes afterwards', async () => {
    const job = await createdJob(server);
    const polls = Array.from({ length: 20 }, () =>
      call(server, 'GET', `/v1/jobs/${job}`, undefined, { Prefer: 'wait=60' }),
    );
    await terminateRepeatedly(20);
    await recovered();
    await call(server, 'POST', `/v1/jobs/${job}/cancel`);
    expect([200, 503]).toEqual(expect.arrayContaining([...new Set(await Promise.all(polls))]));
  });

  it.each([
    ['resets all connections and refuses new ones', () => database.proxy.refuse()],
    ['stops forwarding', () => database.proxy.freeze()],
    ['cuts responses in the middle', () => database.proxy.cutNextResponses()],
    ['ends all connections', () => database.proxy.endResponses()],
  ])('responds to every request when the network %s, and recovers', async (_, breakNetwork) => {
    breakNetwork();
    const statuses = await loadUntil(pause(FAULT_MS)).finally(() => {
      database.proxy.thaw();
      database.proxy.accept();
    });
    expect([...statuses].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    await recovered();
  });

  it('waits once, not once for each connection, when all of them have fallen silent', async () => {
    await loadUntil(pause(0));
    database.proxy.strand();
    let refused = 0;
    while ((await createJob()) !== 201) refused += 1;
    // One wait for the connections that the request uses, and one for those that the task worker was using.
    expect(refused).toBeLessThanOrEqual(3);
  });

  // The test's own limit is below the 30 s that a forgotten transaction could keep its locks for.
  it('is soon rid of the transactions of silent connections, and of their locks', {
    timeout: 25_000,
  }, async () => {
    const { username } = new URL(database.proxy.url);
    const load = loadUntil(pause(FAULT_MS));
    await pause(FAULT_MS / 2);
    const [stranding] = await database.execute('SELECT clock_timestamp()::text AS time');
    database.proxy.strand();
    expect([...(await load)].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    await recovered();
    const forgotten = () =>
      database.execute(`SELECT pid FROM pg_stat_activity WHERE usename = '${username}'
        AND state LIKE 'idle in transaction%' AND xact_start < '${stranding?.time}'`);
    await until('no transaction is forgotten', async () => (await forgotten()).length === 0);
  });

  it('responds to every request when PostgreSQL has no free slots, and recovers', async () => {
    await database.limitConnections(0);
    await database.terminate();
    const statuses = await loadUntil(pause(FAULT_MS)).finally(() => database.limitConnections(-1));
    expect(statuses).toEqual(new Set([503]));
    await recovered();
  });

  it.each([
    // A request whose counts are reserved already waits for nothing.
    ['rate_windows', [200, 201, 503]],
    ['jobs', [200, 503]],
    ['idempotency', [200, 503]],
  ])(
    'responds to every request while an operator has locked %s, and recovers',
    async (table, expected) => {
      const release = await database.lockTable(table);
      const statuses = await loadUntil(pause(FAULT_MS)).finally(release);
      expect(statuses).toContain(503);
      expect([...statuses].filter((status) => !expected.includes(status))).toEqual([]);
      await recovered();
    },
  );

  it('responds to every request while the database has a statement_timeout of 1 ms, and recovers', async () => {
    const [row] = await database.execute('SELECT current_database() AS name');
    await database.execute(`ALTER DATABASE ${row?.name} SET statement_timeout = '1ms'`);
    await database.terminate();
    const statuses = await loadUntil(pause(FAULT_MS));
    expect([...statuses].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    await database.execute(`ALTER DATABASE ${row?.name} RESET statement_timeout`);
    await database.terminate();
    await recovered();
  });

  it('responds to every request while statements are cancelled, and recovers', async () => {
    const statuses = await loadUntil(cancelRepeatedly(200));
    expect([...statuses].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    await recovered();
  });

  it('closes while PostgreSQL does not respond', async () => {
    const second = await server.startSecond();
    database.proxy.freeze();
    await second.close();
    database.proxy.thaw();
    await recovered();
  });
});

async function createdJob({ url, test }: TestServer): Promise<string> {
  const response = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${test}`,
      'Idempotency-Key': randomUUID(),
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(JOB),
  });
  return ((await response.json()) as { id: string }).id;
}

/** Returns the status. Fails when there is no response, or a 503 that does not say when to retry. */
async function call(
  { url, test }: Pick<TestServer, 'url' | 'test'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${test}`,
      ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(FORGOTTEN_MS),
  });
  await response.arrayBuffer();
  if (response.status === 503 && path.startsWith('/v1/')) {
    expect(response.headers.get('Retry-After')).toBeTruthy();
  }
  return response.status;
}
