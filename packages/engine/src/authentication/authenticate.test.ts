import { beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../errors/port-errors.ts';
import { DAY, JOB, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

function listWith(authorization: string | undefined) {
  return world.get('/v1/jobs', undefined, authorization ? { headers: { authorization } } : {});
}

describe('authentication', () => {
  it('accepts a valid key, with the scheme in any case', async () => {
    expect((await listWith(`Bearer ${account.test}`)).status).toBe(200);
    expect((await listWith(`bearer  ${account.test}`)).status).toBe(200);
  });

  it('serves reads while the store takes no writes, and 503 with Retry-After to writes', async () => {
    world.store.transact = () => Promise.reject(new UnavailableError('The disk is full'));
    expect((await listWith(`Bearer ${account.test}`)).status).toBe(200);
    const refused = await world.post('/v1/jobs', account.test, JOB);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('responds with exactly the documented error body when the key is missing', async () => {
    const { status, headers, body } = await listWith(undefined);
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        type: 'authentication_error',
        message: expect.stringMatching(
          /^Invalid or missing API key: .* begins with fh_live_ or fh_test_; .*signup/,
        ),
        request_id: headers.get('x-request-id'),
      },
    });
  });

  it.each([
    ['an empty header', ' '],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['a scheme without a key', 'Bearer'],
    ['a malformed key', 'Bearer fh_test_abc'],
    ['an environment that does not exist', `Bearer fh_prod_sk_${'a'.repeat(33)}`],
    ['an unknown key', `Bearer fh_test_sk_${'a'.repeat(33)}`],
    ['a key with more behind it', `Bearer fh_test_sk_${'a'.repeat(33)} more`],
  ])('refuses %s with 401', async (_, authorization) => {
    const { status, body } = await listWith(authorization);
    expect(status).toBe(401);
    expect(body.error).toMatchObject({
      type: 'authentication_error',
      message: expect.stringMatching(
        /^Invalid or missing API key: .* begins with fh_live_ or fh_test_; .*signup/,
      ),
    });
  });

  it('rejects a key from the millisecond at which it expires', async () => {
    const expires_at = world.clock.now() + MINUTE;
    const { secret } = await world.issueKey(account.organizationId, { expires_at });
    await world.passTime(MINUTE - 1);
    expect((await world.get('/v1/jobs', secret)).status).toBe(200);
    await world.passTime(1);
    const { status, body } = await world.get('/v1/jobs', secret);
    expect(status).toBe(401);
    expect(body.error.message).toBe('API key has expired');
  });

  it('rejects a revoked key at once, even one that was just used', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    expect((await world.get('/v1/jobs', secret)).status).toBe(200);
    expect((await world.post(`/v1/api_keys/${id}/revoke`, account.test)).status).toBe(204);
    expect((await world.get('/v1/jobs', secret)).status).toBe(401);
  });

  it('rejects a revoked key by each of its secrets', async () => {
    const { id } = await world.issueKey(account.organizationId);
    await world.post(`/v1/api_keys/${id}/revoke`, account.test);
    const secret = `fh_test_sk_${'c'.repeat(33)}`;
    await world.transact(({ tables }) =>
      tables.key_secrets.insert({
        id: world.keyring.hashKey(secret),
        key_id: id,
        expires_at: null,
      }),
    );
    const { status, body } = await world.get('/v1/jobs', secret);
    expect([status, body.error.message]).toEqual([401, 'API key was revoked']);
  });

  it('rejects a deleted key at once, and no longer lists it', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const deleted = await world.call('DELETE', `/v1/api_keys/${id}`, { key: account.test });
    expect(deleted.status).toBe(204);
    expect((await world.get('/v1/jobs', secret)).status).toBe(401);
    const { body } = await world.get('/v1/api_keys', account.test);
    expect(body.data.map((key: { id: string }) => key.id)).not.toContain(id);
  });

  it('rejects a key whose pepper was retired, within a minute', async () => {
    expect((await world.get('/v1/jobs', account.test)).status).toBe(200);
    world.keyring.keyHashes = () => ['2:another-pepper'];
    await world.passTime(MINUTE);
    expect((await world.get('/v1/jobs', account.test)).status).toBe(401);
  });

  it('shows when a key was last used, at most a minute late', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const lastUsed = async () => {
      const { body } = await world.get('/v1/api_keys', account.test);
      return body.data.find((key: { id: string }) => key.id === id).last_used_at;
    };
    expect(await lastUsed()).toBeNull();
    await world.get('/v1/jobs', secret);
    expect(await lastUsed()).toBe('2026-01-01T00:00:00.000Z');
    await world.passTime(2 * MINUTE);
    await world.get('/v1/jobs', secret);
    expect(await lastUsed()).toBe('2026-01-01T00:02:00.000Z');
  });

  it('never repeats a key in a response, log line or error', async () => {
    const logged: string[] = [];
    world = new TestEngine({ onRequest: (log) => logged.push(JSON.stringify(log)) });
    account = await world.openOrganization();
    const unknown = `fh_test_sk_${'b'.repeat(33)}`;
    const responses = [
      await world.get('/v1/jobs', unknown),
      await world.get('/v1/x', account.test),
    ];
    const said = [...responses.map(({ text }) => text), ...logged].join('\n');
    expect(logged).toHaveLength(2);
    expect(said).not.toContain(unknown);
    expect(said).not.toContain(account.test);
  });
});

describe('key rotation', () => {
  it('keeps the old secret valid for 24 hours beside the new one', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const { status, body } = await world.post(`/v1/api_keys/${id}/rotate`, account.test);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, previous_secret_expires_at: '2026-01-02T00:00:00.000Z' });
    expect(body.secret).not.toBe(secret);
    await world.passTime(DAY - 1);
    expect((await world.get('/v1/jobs', secret)).status).toBe(200);
    expect((await world.get('/v1/jobs', body.secret)).status).toBe(200);
    await world.passTime(1);
    expect((await world.get('/v1/jobs', secret)).status).toBe(401);
    expect((await world.get('/v1/jobs', body.secret)).status).toBe(200);
  });

  it('keeps a secret for its 24 hours when the key is rotated again', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const rotate = async () =>
      (await world.post(`/v1/api_keys/${id}/rotate`, account.test)).body.secret;
    const second = await rotate();
    await world.passTime(DAY / 2);
    const third = await rotate();
    const statuses = async () =>
      Promise.all(
        [secret, second, third].map(async (key) => (await world.get('/v1/jobs', key)).status),
      );
    await world.passTime(DAY / 2 - 1);
    expect(await statuses()).toEqual([200, 200, 200]);
    await world.passTime(1);
    expect(await statuses()).toEqual([401, 200, 200]);
    await world.passTime(DAY / 2);
    expect(await statuses()).toEqual([401, 401, 200]);
  });

  it('ends the oldest of more than three secrets at once', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    const secrets = [secret];
    for (let rotation = 0; rotation < 3; rotation += 1) {
      secrets.push((await world.post(`/v1/api_keys/${id}/rotate`, account.test)).body.secret);
      await world.passTime(1);
    }
    const statuses = secrets.map(async (key) => (await world.get('/v1/jobs', key)).status);
    expect(await Promise.all(statuses)).toEqual([401, 200, 200, 200]);
  });

  it('returns 409 when a revoked key is rotated', async () => {
    const { id } = await world.issueKey(account.organizationId);
    await world.post(`/v1/api_keys/${id}/revoke`, account.test);
    expect((await world.post(`/v1/api_keys/${id}/rotate`, account.test)).status).toBe(409);
  });
});
