import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@firsthandapi/spec';
import { until } from '@firsthandapi/test-support/until';
import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JsonLog } from '../src/host/json-log.ts';
import type { RunningServer } from '../src/start-server.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { startReceiver } from './support/receiver.ts';
import {
  buyCredits,
  callServer,
  JOB,
  liftLimits,
  startTestServer,
  type TestServer,
} from './support/test-server.ts';

for (const kind of await databaseKinds())
  describe(`the server on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  let logged = '';
  const others: RunningServer[] = [];
  beforeEach(async () => {
    logged = '';
    const log = new JsonLog({
      write(text, done) {
        logged += text;
        done?.();
      },
    });
    server = await startTestServer(kind, {}, log);
    await liftLimits(server);
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await server.close();
  });

  async function balance(): Promise<{ available_cents: number; held_cents: number }> {
    return (await server.call('GET', '/v1/billing/credits', { key: server.live })).body;
  }

  /** Expects that available + held = Σ transactions, and that movements add up to zero (contract §5). */
  async function expectLedgerAddsUp(): Promise<void> {
    const { available_cents, held_cents } = await balance();
    const [sums] = await server.database.execute(
      `SELECT (SELECT sum(amount_cents) FROM credit_transactions WHERE organization_id = '${server.organizationId}') AS transactions,
              (SELECT coalesce(sum(remaining_cents), 0) FROM credit_lots WHERE organization_id = '${server.organizationId}') AS lots,
              (SELECT coalesce(sum(held_cents), 0) FROM credit_holds WHERE organization_id = '${server.organizationId}') AS holds,
              (SELECT sum(amount_cents) FROM ledger_entries) AS entries`,
    );
    expect(Number(sums?.transactions)).toBe(available_cents + held_cents);
    expect(Number(sums?.lots)).toBe(available_cents);
    expect(Number(sums?.holds)).toBe(held_cents);
    expect(Number(sums?.entries)).toBe(0);
  }

  it('creates exactly ten jobs when a hundred concurrent clients have credit for ten', async () => {
    // $2.50 pays for ten files at 25 cents.
    const body = { ...JOB, price_per_file_cents: 25 };
    const urls = [server.url];
    if (kind.name === 'PostgreSQL') {
      const second = await server.startSecond();
      others.push(second);
      urls.push(second.url);
    }
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, client) =>
        callServer(urls[client % urls.length] ?? '', 'POST', '/v1/jobs', {
          key: server.live,
          body,
          idempotencyKey: randomUUID(),
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 402)).toHaveLength(90);
    expect(await balance()).toMatchObject({ available_cents: 0, held_cents: 250 });
    await expectLedgerAddsUp();
  });

  it('runs a request once, however many clients send it at the same time', async () => {
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        server.call('POST', '/v1/jobs', { key: server.live, body: JOB, idempotencyKey }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const jobs = await server.call('GET', '/v1/jobs', { key: server.live });
    expect(jobs.body.data).toHaveLength(1);
    await expectLedgerAddsUp();
  });

  it('stores nothing readable at rest after a busy run', async () => {
    await buyCredits(server);
    const endpoint = await server.call('POST', '/v1/webhook_endpoints', {
      key: server.live,
      body: { url: 'http://127.0.0.1:9/hook', events: ['job.cancelled'] },
    });
    const rotated = await server.call(
      'POST',
      `/v1/webhook_endpoints/${endpoint.body.id}/rotate_secret`,
      {
        key: server.live,
      },
    );
    const created = await server.call('POST', '/v1/api_keys', {
      key: server.live,
      body: { name: 'Second' },
      idempotencyKey: 'an-idempotency-key-of-theirs',
    });
    const rolled = await server.call('POST', `/v1/api_keys/${created.body.id}/rotate`, {
      key: server.live,
    });
    const job = await server.call('POST', '/v1/jobs', { key: server.live, body: JOB });
    await server.call('POST', `/v1/jobs/${job.body.id}/cancel`, { key: server.live });
    const exported = await server.call('POST', '/v1/privacy/exports', {
      key: server.live,
      body: {},
    });
    await until('the export is ready', async () => {
      const path = `/v1/privacy/exports/${exported.body.id}`;
      return (await server.call('GET', path, { key: server.live })).body.status === 'ready';
    });
    const secrets = [
      server.live,
      server.test,
      endpoint.body.secret,
      rotated.body.secret,
      created.body.secret,
      rolled.body.secret,
      'an-idempotency-key-of-theirs',
    ];
    expect(secrets.every((secret) => typeof secret === 'string' && secret.length > 10)).toBe(true);
    const atRest = await everythingAtRest(kind, server);
    expect(atRest.database).toContain(job.body.id);
    for (const secret of secrets) {
      expect(atRest.database.includes(secret), 'a secret in the database').toBe(false);
      expect(atRest.folder.includes(secret), 'a secret in the data folder').toBe(false);
      expect(logged.includes(secret), 'a secret in the log').toBe(false);
    }
    // The export contains the address and the jobs; the sealed files reveal neither.
    expect(atRest.files).not.toContain('owner@firsthandapi.local');
    expect(atRest.files).not.toContain(job.body.id);
    expect(atRest.files.length).toBeGreaterThan(500);
    expect(logged).not.toContain('owner@firsthandapi.local');
  });

  it('returns 404 for every operation on objects of another organization or environment', async () => {
    const [mine, theirs, sandbox] = await Promise.all([
      objectsOf(server, server.live),
      signUp(server).then((key) => objectsOf(server, key)),
      objectsOf(server, server.test),
    ]);
    const withId = Object.entries(operations).filter(([, { path }]) => path.includes('{id}'));
    expect(withId.length).toBeGreaterThan(15);
    for (const [operationId, { method, path }] of withId) {
      const noun = path.split('/')[2] ?? '';
      // A live key manages the API keys of both environments (contract §1).
      const inTest = noun === 'api_keys' ? [] : [sandbox[noun]];
      for (const foreign of [theirs[noun], ...inTest, `${noun}_unknown`]) {
        const target = path.replace('{id}', foreign ?? `no_${noun}`);
        const answer = await server.call(method, target, {
          key: server.live,
          ...bodyFor(operationId),
        });
        expect(answer.status, `${operationId} ${target}: ${answer.text}`).toBe(404);
      }
    }
    expect(mine.jobs).toMatch(/^job_/);
  });

  it('completes a job of a test key with real files, and sends its signed events', async () => {
    const receiver = await startReceiver();
    const endpoint = await server.call('POST', '/v1/webhook_endpoints', {
      key: server.test,
      body: { url: `${receiver.url}/hook`, events: ['submission.approved', 'job.completed'] },
    });
    const job = await server.call('POST', '/v1/jobs', {
      key: server.test,
      body: { ...JOB, files_needed: 2 },
    });
    // Simulated workers finish after 15 seconds.
    server.clock.advance(15_000);
    let seen = job.body;
    while (seen.status !== 'completed') {
      const answer = await server.call('GET', `/v1/jobs/${job.body.id}`, {
        key: server.test,
        headers: { Prefer: 'wait=20' },
      });
      expect(answer.status).toBe(200);
      seen = answer.body;
    }
    const files = await server.call('GET', `/v1/jobs/${job.body.id}/files`, { key: server.test });
    expect(files.body.data).toHaveLength(2);
    const [file] = files.body.data;
    const content = await fetch(file.download_url);
    expect((await content.arrayBuffer()).byteLength).toBe(file.size_bytes);
    const part = await fetch(file.download_url, { headers: { Range: 'bytes=0-9' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    const tampered = await fetch(file.download_url.replace(/signature=./, 'signature=x'));
    expect(tampered.status).toBe(403);
    const deliveries = await receiver.until(3);
    for (const { body, headers } of deliveries) {
      const signature = String(headers['x-firsthand-signature']);
      verifyWebhookSignature(body, signature, endpoint.body.secret);
    }
    const types = deliveries.map(({ body }) => JSON.parse(body).type).sort();
    expect(types).toEqual(['job.completed', 'submission.approved', 'submission.approved']);
    await receiver.close();
  });

  if (kind.name === 'PostgreSQL') {
    it('shares jobs, long polls and deliveries between processes on one database', async () => {
      const second = await server.startSecond();
      others.push(second);
      const receiver = await startReceiver();
      await server.call('POST', '/v1/webhook_endpoints', {
        key: server.test,
        body: { url: receiver.url, events: ['job.cancelled'] },
      });
      const jobs = await Promise.all(
        Array.from({ length: 10 }, () =>
          callServer(second.url, 'POST', '/v1/jobs', {
            key: server.test,
            body: JOB,
            idempotencyKey: randomUUID(),
          }),
        ),
      );
      const polls = jobs.map(({ body }) =>
        callServer(second.url, 'GET', `/v1/jobs/${body.id}`, {
          key: server.test,
          headers: { Prefer: 'wait=60' },
        }),
      );
      for (const { body } of jobs) {
        const cancelled = await server.call('POST', `/v1/jobs/${body.id}/cancel`, {
          key: server.test,
        });
        expect([200, 409]).toContain(cancelled.status);
      }
      for (const answer of await Promise.all(polls)) expect(answer.body.status).not.toBe('open');
      const deliveries = await receiver.until(10);
      const ids = deliveries.map(({ headers }) => headers['x-firsthand-event-id']);
      expect(new Set(ids).size).toBe(10);
      await receiver.close();
    });
  }
}

async function signUp(server: TestServer): Promise<string> {
  const email = `${randomUUID()}@acme.example`;
  const answer = await server.call('POST', '/v1/auth/signup', { body: { name: 'Other', email } });
  return answer.body.api_key;
}

/** Creates one object of each kind that has operations on a single object, by the noun of its path. */
async function objectsOf(server: TestServer, key: string): Promise<Record<string, string>> {
  const make = async (path: string, body: unknown) => {
    const answer = await server.call('POST', path, { key, body });
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body.id as string;
  };
  const jobs = await make('/v1/jobs', JOB);
  const webhook_endpoints = await make('/v1/webhook_endpoints', {
    url: 'http://127.0.0.1:9/hook',
    events: ['job.cancelled'],
  });
  const api_keys = await make('/v1/api_keys', { name: 'Another' });
  const exports = await make('/v1/privacy/exports', {});
  const cancelled = await server.call('POST', `/v1/jobs/${jobs}/cancel`, { key });
  expect(cancelled.status).toBe(200);
  const events = await server.call('GET', '/v1/webhook_events', { key });
  return {
    jobs,
    webhook_endpoints,
    api_keys,
    privacy: exports,
    webhook_events: events.body.data[0].id,
  };
}

function bodyFor(operationId: string): { body?: unknown } {
  if (operationId === 'rateJob') return { body: { rating: 5 } };
  if (operationId === 'updateWebhookEndpoint') return { body: { enabled: false } };
  return {};
}

/** Returns every stored byte, as text. */
async function everythingAtRest(
  kind: DatabaseKind,
  { folder, configuration, database }: TestServer,
) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const read = (path: string) => readFileSync(path).toString('latin1');
  const files = paths
    .filter((path) => path.startsWith(join(folder, 'files')))
    .map(read)
    .join('\n');
  const rest = paths.map(read).join('\n');
  if (kind.name === 'SQLite' && configuration.store.kind === 'sqlite') {
    const { path } = configuration.store;
    return { files, folder: rest, database: read(path) + read(`${path}-wal`) };
  }
  const tables = await database.execute(
    'SELECT tablename FROM pg_tables WHERE schemaname = current_schema()',
  );
  const dumps = await Promise.all(
    tables.map(({ tablename }) => database.execute(`SELECT * FROM ${tablename}`)),
  );
  return { files, folder: rest, database: JSON.stringify(dumps) };
}
