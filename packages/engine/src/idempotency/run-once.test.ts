import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, JOB, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

function create(idempotencyKey: string | null, body: unknown = JOB, key = account.test) {
  return world.post('/v1/jobs', key, body, { idempotencyKey });
}

async function countJobs(key = account.test): Promise<number> {
  return (await world.get('/v1/jobs?limit=100', key)).body.data.length;
}

describe('Idempotency-Key', () => {
  it('repeats the first response byte for byte, marked as replayed', async () => {
    const first = await create('k1');
    await world.passTime(3 * SECOND);
    const again = await create('k1');
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('x-request-id')).toBe(first.headers.get('x-request-id'));
    expect(await countJobs()).toBe(1);
  });

  it('repeats a first 204', async () => {
    const { id } = await world.issueKey(account.organizationId);
    const call = { idempotencyKey: 'k1' };
    await world.post(`/v1/api_keys/${id}/revoke`, account.test, undefined, call);
    const again = await world.post(`/v1/api_keys/${id}/revoke`, account.test, undefined, call);
    expect([again.status, again.text]).toEqual([204, '']);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('repeats a secret that is shown once, and stores no readable form of the key', async () => {
    const create = () =>
      world.post('/v1/api_keys', account.test, { name: 'CI' }, { idempotencyKey: 'my-own-key' });
    const first = await create();
    expect((await create()).body.secret).toBe(first.body.secret);
    const { idempotency } = world.store.snapshot().tables;
    expect(JSON.stringify(idempotency.map(({ sealed_body: _, ...rest }) => rest))).not.toContain(
      'my-own-key',
    );
  });

  it('requires the header on every mutating POST but signup', async () => {
    const { status, body } = await create(null);
    expect(status).toBe(400);
    expect(body.error.details).toEqual([
      { field: 'Idempotency-Key', message: expect.stringContaining('1–255 characters') },
    ]);
    const signup = await world.call('POST', '/v1/auth/signup', {
      body: { name: 'New', email: 'new@example.com' },
      idempotencyKey: null,
    });
    expect(signup.status).toBe(201);
  });

  it('accepts at most 255 characters', async () => {
    expect((await create('k'.repeat(255))).status).toBe(201);
    expect((await create('k'.repeat(256))).status).toBe(400);
  });

  it('returns 409 for another body, and does nothing', async () => {
    await create('k1');
    const { status, body } = await create('k1', { ...JOB, files_needed: 4 });
    expect([status, body.error.type]).toEqual([409, 'idempotency_error']);
    expect(await countJobs()).toBe(1);
  });

  it('returns 409 for another path, and does nothing', async () => {
    const { body: job } = await create('k1');
    const call = { idempotencyKey: 'k1' };
    const other = await world.post(`/v1/jobs/${job.id}/cancel`, account.test, undefined, call);
    expect([other.status, other.body.error.type]).toEqual([409, 'idempotency_error']);
    expect((await world.get(`/v1/jobs/${job.id}`, account.test)).body.status).toBe('open');
  });

  it('creates one job and 50 equal responses for 50 concurrent identical requests', async () => {
    const responses = await Promise.all(Array.from({ length: 50 }, () => create('k1')));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
    const replayed = responses.filter(
      ({ headers }) => headers.get('idempotent-replayed') === 'true',
    );
    expect(replayed).toHaveLength(49);
    expect(await countJobs()).toBe(1);
  });

  it('stores a refusal as the first response', async () => {
    const expensive = { ...JOB, price_per_file_cents: 50_000 };
    const refused = await create('k1', expensive, account.live);
    expect([refused.status, refused.body.error.type]).toEqual([402, 'insufficient_credits']);
    const again = await create('k1', expensive, account.live);
    expect([again.status, again.text]).toEqual([402, refused.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.error.request_id).toBe(again.headers.get('x-request-id'));
  });

  it('does not store an invalid request: the corrected one may use the same key', async () => {
    expect((await create('k1', { ...JOB, files_needed: 0 })).status).toBe(400);
    expect((await create('k1')).status).toBe(201);
  });

  it('does not store a failure of the payment provider: the retry is executed', async () => {
    const purchase = () =>
      world.post(
        '/v1/billing/credits/purchase',
        account.live,
        { amount_cents: 1_000 },
        { idempotencyKey: 'k1' },
      );
    world.payments.failCheckouts(1);
    const failed = await purchase();
    expect([failed.status, failed.body.error.type]).toEqual([502, 'bad_gateway']);
    const retried = await purchase();
    expect(retried.status).toBe(200);
    expect(retried.headers.get('idempotent-replayed')).toBeNull();
  });

  it('forgets a key after 24 hours', async () => {
    const first = await create('k1');
    await world.passTime(DAY - 1);
    expect((await create('k1')).body.id).toBe(first.body.id);
    await world.passTime(1);
    const later = await create('k1');
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });

  it('keeps keys apart by organization and environment', async () => {
    const other = await world.openOrganization();
    const created = [
      await create('k1'),
      await create('k1', JOB, other.test),
      await world.post('/v1/api_keys', account.test, { name: 'a' }, { idempotencyKey: 'k2' }),
      await world.post('/v1/api_keys', account.live, { name: 'a' }, { idempotencyKey: 'k2' }),
    ];
    expect(created.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(4);
  });

  it('counts a replay as a request of its own in the usage', async () => {
    await create('k1');
    await create('k1');
    const { body } = await world.get('/v1/usage/requests', account.test);
    const statuses = body.data.map((row: { operation: string; status: number }) => row.status);
    expect(statuses).toEqual([201, 201]);
  });
});
