import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnavailableError } from '@firsthandapi/engine';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Configuration, readConfiguration } from '../../src/configuration.ts';
import { JsonLog, silentLog } from '../../src/host/json-log.ts';
import { type StartedServer, startComposed } from '../../src/start-server.ts';
import { postgresSchema } from '../../src/storage/postgres/postgres-schema.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import { FakeS3 } from '../../src/testing/fake-s3.ts';
import { type BreakableDatabase, createBreakableDatabase } from '../support/breakable-database.ts';
import { FakeKms } from '../support/fake-kms.ts';
import { spawnServer } from '../support/server-process.ts';
import { callServer } from '../support/test-server.ts';

const DEADLINE_MS = 1_500;
const PASSWORD = /breakable_\w+:/;

const isReachable = (await databaseKinds()).some(({ name }) => name === 'PostgreSQL');

let folder: string;
let started: StartedServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
});
afterEach(async () => {
  await started?.close();
  started = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A log whose lines a test reads. */
function keptLog() {
  const lines: string[] = [];
  const log = new JsonLog({
    write(text, done) {
      lines.push(...String(text).split('\n').filter(Boolean));
      done?.();
      return true;
    },
  });
  const waits = () => lines.filter((line) => line.includes('"event":"waiting"'));
  return { log, lines, waits };
}

async function configurationOf(overrides: Partial<Configuration>): Promise<Configuration> {
  const port = await freePort();
  return { ...readConfiguration({ DATA_DIR: folder, PORT: String(port) }), ...overrides };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

describe.skipIf(!isReachable)('a server that starts while PostgreSQL is away', () => {
  let database: BreakableDatabase;
  let configuration: Configuration;
  beforeEach(async () => {
    database = await createBreakableDatabase(DEADLINE_MS);
    const { location: store } = await database.kind.create();
    configuration = await configurationOf({ store });
  });
  afterEach(async () => {
    await started?.close();
    started = undefined;
    await database.remove();
  });

  /** Begins to start; returns once an attempt has failed. */
  async function begin() {
    const kept = keptLog();
    const starting = startComposed(configuration, { log: kept.log });
    await until('an attempt has failed', async () => kept.waits().length > 0);
    return { ...kept, starting, url: `http://127.0.0.1:${configuration.port}` };
  }

  it.each(['listener for everyone', 'listener for operators'])(
    'is alive and not ready at its %s meanwhile, and serves once it is back',
    async (listener) => {
      const ops = { host: '127.0.0.1', port: await freePort() };
      if (listener === 'listener for operators') configuration = { ...configuration, ops };
      database.proxy.refuse();
      const { starting, waits, url } = await begin();
      const health = configuration.ops === undefined ? url : `http://127.0.0.1:${ops.port}`;
      expect((await callServer(health, 'GET', '/healthz')).status).toBe(200);
      const ready = await callServer(health, 'GET', '/readyz');
      expect(ready.status).toBe(503);
      expect(ready.body.problems.server).toContain('waits for a service that it needs');
      const refused = await callServer(url, 'GET', '/v1/jobs');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      database.proxy.accept();
      started = await starting;
      const key = started.firstKeys?.live ?? '';
      expect((await callServer(started.url, 'GET', '/v1/jobs', { key })).status).toBe(200);
      expect((await callServer(health, 'GET', '/readyz')).status).toBe(200);
      expect(waits()[0]).toContain('(DATABASE_URL)');
      expect(waits().join()).not.toMatch(PASSWORD);
    },
  );

  it('does not end when a statement of the start gets no response', async () => {
    const schema = await postgresSchema(database.proxy.url, { readMs: 100, lockMs: 3_000 });
    database.proxy.freeze();
    await expect(schema.version()).rejects.toThrow('Query read timeout');
    await schema.close();
    database.proxy.thaw();
  });

  it('goes on with the first keys that a failed attempt has begun', async () => {
    let keys = 0;
    const kept = keptLog();
    started = await startComposed(configuration, {
      log: kept.log,
      replacePorts: (ports) => ({
        ...ports,
        ids: {
          secret: (length) => ports.ids.secret(length),
          next(prefix, now) {
            if (prefix === 'key' && ++keys === 2) throw new UnavailableError('It is away');
            return ports.ids.next(prefix, now);
          },
        },
      }),
    });
    expect(kept.waits()).toHaveLength(1);
    const key = started.firstKeys?.live ?? '';
    expect((await callServer(started.url, 'GET', '/v1/jobs', { key })).status).toBe(200);
  });

  it.each([
    ['a user that may not log in', { username: 'unknown_user' }, 'unknown_user'],
    ['a database that does not exist', { pathname: '/absent' }, 'does not exist'],
  ])('does not wait for %s', async (_, change, reason) => {
    const { href: url } = Object.assign(new URL(database.proxy.url), change);
    const { log, waits } = keptLog();
    const wrong = { ...configuration, store: { kind: 'postgres', url } as const };
    await expect(startComposed(wrong, { log })).rejects.toThrow(reason);
    expect(waits()).toEqual([]);
  });

  it('does not wait for a database with a newer schema', async () => {
    const server = await startComposed(configuration, {});
    await server.close();
    await database.execute('INSERT INTO schema_version VALUES (9999)');
    const { log, waits } = keptLog();
    await expect(startComposed(configuration, { log })).rejects.toThrow('run the newer server');
    expect(waits()).toEqual([]);
  });

  it('exits with 1 and the reason when the time is over', async () => {
    database.proxy.refuse();
    const { store: location } = configuration;
    const spawned = spawnServer({ location, folder, environment: { START_SECONDS: '1' } });
    await expect(spawned).rejects.toThrow(/code 1: Cannot open the PostgreSQL .*\(START_SECONDS\)/);
  });

  it('stops waiting on a signal, and exits with 0', async () => {
    database.proxy.refuse();
    const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli], {
      env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: database.proxy.url },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    let printed = '';
    for await (const text of child.stdout) {
      if (!printed.includes('"waiting"') && String(text).includes('"waiting"'))
        child.kill('SIGTERM');
      printed += String(text);
    }
    expect((await exited)[0]).toBe(0);
    expect(printed).toContain('"event":"closing"');
  });
});

it('waits for a bucket that fails, and serves once it does not', async () => {
  const s3 = new FakeS3();
  const settings = await s3.listen();
  s3.fault = () => ({ status: 500, code: 'InternalError' });
  const { log, waits } = keptLog();
  const configuration = await configurationOf({ s3: settings });
  const starting = startComposed(configuration, { log });
  await until('an attempt has failed', async () => waits().length > 0);
  s3.fault = () => undefined;
  started = await starting;
  expect((await callServer(started.url, 'GET', '/readyz')).status).toBe(200);
  await started.close();
  started = undefined;
  await s3.close();
});

it('waits for a KMS that does not respond, and serves once it does', async () => {
  const kms = new FakeKms(['key-1']);
  const settings = await kms.listen();
  const configuration = await configurationOf({ kms: { ...settings, attemptMs: 100 } });
  await (await startComposed(configuration, { log: silentLog })).close();
  kms.fault = () => 'silence';
  const { log, waits } = keptLog();
  const starting = startComposed(configuration, { log });
  await until('an attempt has failed', async () => waits().length > 0);
  expect(waits()[0]).toContain('KMS cannot be used');
  kms.fault = () => undefined;
  started = await starting;
  expect((await callServer(started.url, 'GET', '/readyz')).status).toBe(200);
  await started.close();
  started = undefined;
  await kms.close();
});
