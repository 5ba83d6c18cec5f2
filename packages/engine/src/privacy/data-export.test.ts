import { beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { keyRecord, usageRecord } from '../testing/records.ts';
import {
  DAY,
  MINUTE,
  SECOND,
  type TestAccount,
  TestEngine,
  type TestResponse,
} from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;
let openTransactions: number;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
  openTransactions = 0;
  const { store } = world.ports;
  const read = store.read.bind(store);
  const transact = store.transact.bind(store);
  store.read = async (work) => {
    requireNoTransaction();
    return read(work);
  };
  store.transact = async (work, owner) => {
    openTransactions += 1;
    try {
      return await transact(work, owner);
    } finally {
      openTransactions -= 1;
    }
  };
});

/** A read or request that a transaction waits for would wait for the transaction: an error instead of a test that hangs. */
function requireNoTransaction(): void {
  if (openTransactions > 0) throw new Error('A transaction is open while the document is written');
}

async function exportWith(key: string): Promise<TestResponse['body']> {
  const { body } = await world.post('/v1/privacy/exports', key);
  await world.passTime(0);
  return (await world.get(`/v1/privacy/exports/${body.id}`, key)).body;
}

async function download(url: string) {
  const response = await world.engine.fetch(new Request(url));
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('a data export', () => {
  it('starts pending, then becomes ready with a link for 7 days', async () => {
    const { status, body } = await world.post('/v1/privacy/exports', account.test, {});
    expect(status).toBe(201);
    expect(body).toEqual({
      object: 'data_export',
      id: expect.stringMatching(/^exp_/),
      status: 'pending',
      created_at: '2026-01-01T00:00:00.000Z',
      completed_at: null,
      download_url: null,
      download_url_expires_at: null,
      size_bytes: null,
    });
    await world.passTime(SECOND);
    const ready = (await world.get(`/v1/privacy/exports/${body.id}`, account.test)).body;
    expect(ready).toMatchObject({
      status: 'ready',
      completed_at: '2026-01-01T00:00:00.000Z',
      download_url_expires_at: '2026-01-08T00:00:00.000Z',
    });
    const { text, headers } = await download(ready.download_url);
    expect(new TextEncoder().encode(text).byteLength).toBe(ready.size_bytes);
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('contains everything, as one JSON document in the shapes of the API', async () => {
    await world.post('/v1/webhook_endpoints', account.test, {
      url: 'https://example.com/hook',
      events: ['job.completed'],
    });
    const session = keyRecord({ organization_id: account.organizationId, kind: 'session' });
    await world.store.transact(({ api_keys }) => api_keys.insert(session));
    const job = await world.createJob(account.test, { title: 'Only here' });
    await world.passTime(15 * SECOND);
    const { download_url } = await exportWith(account.test);
    const document = JSON.parse((await download(download_url)).text);
    expect(document).toMatchObject({
      object: 'data_export_document',
      organization_id: account.organizationId,
      exported_at: '2026-01-01T00:00:15.000Z',
    });
    const sizes = Object.entries(document).flatMap(([name, rows]) =>
      Array.isArray(rows) ? [[name, rows.length]] : [],
    );
    expect(Object.fromEntries(sizes)).toMatchObject({
      settings: 1,
      api_keys: 1,
      jobs: 1,
      submissions: 3,
      files: 3,
      webhook_endpoints: 1,
      webhook_events: 7,
      credit_balance: 1,
      credit_transactions: 0,
      audit_events: 3,
      usage_records: 3,
      data_exports: 1,
      erasures: 0,
    });
    const shown = (await world.get(`/v1/jobs/${job.id}`, account.test)).body;
    expect(document.jobs[0]).toEqual(shown);
    expect((await download(document.files[0].download_url)).status).toBe(200);
  });

  it('contains no secret', async () => {
    const endpoint = await world.post('/v1/webhook_endpoints', account.test, {
      url: 'https://example.com/hook',
      events: ['job.completed'],
    });
    const { text } = await download((await exportWith(account.test)).download_url);
    expect(text).not.toContain(endpoint.body.secret);
    expect(text).not.toContain(account.test);
    expect(text).not.toContain('sealed');
  });

  it('covers both environments with a live key, and only the test one with a test key', async () => {
    const job = await world.createJob(account.test);
    const idsIn = async (key: string) => {
      const { text } = await download((await exportWith(key)).download_url);
      const { jobs, api_keys } = JSON.parse(text);
      return { jobs: jobs.map(({ id }: { id: string }) => id), keys: api_keys.length };
    };
    expect(await idsIn(account.live)).toEqual({ jobs: [job.id], keys: 2 });
    expect(await idsIn(account.test)).toEqual({ jobs: [job.id], keys: 1 });
  });

  it('contains nothing of another organization', async () => {
    const stranger = await world.openOrganization();
    const foreign = await world.createJob(stranger.test);
    const { text } = await download((await exportWith(account.live)).download_url);
    expect(text).not.toContain(foreign.id);
    expect(text).not.toContain(stranger.organizationId);
  });

  it('refuses a second export while the first is pending, in the same environment', async () => {
    const first = await world.post('/v1/privacy/exports', account.test);
    const second = await world.post('/v1/privacy/exports', account.test);
    expect([second.status, second.body.error.type]).toEqual([409, 'conflict']);
    expect(second.body.error.message).toContain(first.body.id);
    expect((await world.post('/v1/privacy/exports', account.live)).status).toBe(201);
    await world.passTime(0);
    expect((await world.post('/v1/privacy/exports', account.test)).status).toBe(201);
  });

  it('reads every row once, in batches, and writes each before it reads the next', async () => {
    await world.transact(async ({ tables: { usage_records } }) => {
      for (let count = 0; count < 350; count += 1) {
        const id = `req_${String(count).padStart(4, '0')}`;
        await usage_records.insert(usageRecord({ id, organization_id: account.organizationId }));
      }
    });
    const put = world.files.put.bind(world.files);
    const pieces: number[] = [];
    world.files.put = async (key, owner, content) => {
      async function* counted() {
        for await (const piece of content as AsyncIterable<Uint8Array>) {
          pieces.push(piece.byteLength);
          requireNoTransaction();
          await world.createJob(account.test);
          yield piece;
        }
      }
      await put(key, owner, counted());
    };
    const { download_url } = await exportWith(account.test);
    const { usage_records } = JSON.parse((await download(download_url)).text);
    const ids = usage_records.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id: string) => /^req_0\d{3}$/.test(id))).toHaveLength(350);
    expect(Math.max(...pieces)).toBeLessThan(64 * 1_024);
  });

  it('begins again when the process that wrote it crashed', async () => {
    const put = world.files.put.bind(world.files);
    world.files.put = async () => {
      requireNoTransaction();
      return new Promise(() => {});
    };
    const { body } = await world.post('/v1/privacy/exports', account.test);
    void world.engine.runDue(world.clock.now());
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    const restarted = createEngine(world.ports);
    world.files.put = put;
    world.clock.set(world.clock.now() + 10 * MINUTE);
    await restarted.runDue(world.clock.now());
    expect((await world.get(`/v1/privacy/exports/${body.id}`, account.test)).body.status).toBe(
      'ready',
    );
  });

  it('leaves no document behind when its organization is erased meanwhile', async () => {
    const put = world.files.put.bind(world.files);
    world.files.put = async (key, owner, content) => {
      await put(key, owner, content);
      requireNoTransaction();
      await world.transact(({ tables }) => tables.data_exports.delete(key.replace('.json', '')));
    };
    const { body } = await world.post('/v1/privacy/exports', account.test);
    await world.passTime(0);
    expect(await world.files.open(`${body.id}.json`)).toBeUndefined();
  });

  it('expires after 7 days, and is deleted by the next sweep', async () => {
    const { body: signedUp } = await world.call('POST', '/v1/auth/signup', {
      body: { name: 'New', email: 'new@example.com' },
    });
    const key = signedUp.api_key;
    const { id, download_url } = await exportWith(key);
    await world.passTime(7 * DAY);
    const expired = (await world.get(`/v1/privacy/exports/${id}`, key)).body;
    expect(expired).toMatchObject({ status: 'expired', download_url: null, size_bytes: null });
    expect((await download(download_url)).status).toBe(403);
    await world.passTime(DAY);
    expect(await world.files.open(`${id}.json`)).toBeUndefined();
    expect((await world.get(`/v1/privacy/exports/${id}`, key)).body.status).toBe('expired');
  });

  it('records the creation and the download in the audit log', async () => {
    const { id, download_url } = await exportWith(account.test);
    await download(download_url);
    const { body } = await world.get('/v1/audit-events', account.test);
    const resource = { type: 'data_export', id };
    expect(body.data).toMatchObject([
      { action: 'data_export.downloaded', resource },
      { action: 'data_export.completed', resource },
      { action: 'data_export.created', resource },
    ]);
  });
});
