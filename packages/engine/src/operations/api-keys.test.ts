import { SCOPES, type Scope } from '@firsthandapi/spec';
import { beforeEach, describe, expect, it } from 'vitest';
import { keyRecord } from '../testing/records.ts';
import { SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let owner: TestAccount;
beforeEach(async () => {
  world = new TestEngine();
  owner = await world.openOrganization();
});

const listed = async (key: string, query = '') =>
  (await world.get(`/v1/api_keys${query}`, key)).body.data.map(
    ({ environment }: { environment: string }) => environment,
  );
const issue = (environment: 'live' | 'test', scopes: readonly Scope[] = SCOPES) =>
  world.issueKey(owner.organizationId, { environment, scopes });
const fullLiveKeyId = async () => {
  const { data } = (await world.get('/v1/api_keys?environment=live', owner.live)).body;
  return data.at(-1).id;
};

describe('listing API keys', () => {
  it('shows a live key both environments, and a test key its own', async () => {
    expect(new Set(await listed(owner.live))).toEqual(new Set(['live', 'test']));
    expect(new Set(await listed(owner.test))).toEqual(new Set(['test']));
  });

  it('filters by environment', async () => {
    expect(new Set(await listed(owner.live, '?environment=test'))).toEqual(new Set(['test']));
    expect(new Set(await listed(owner.live, '?environment=live'))).toEqual(new Set(['live']));
    expect(await listed(owner.test, '?environment=live')).toEqual([]);
    expect((await world.get('/v1/api_keys?environment=both', owner.live)).status).toBe(400);
  });

  it('pages through both environments without a gap', async () => {
    for (let place = 0; place < 3; place += 1) {
      await issue('live');
      await issue('test');
    }
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.get(`/v1/api_keys?limit=2${cursor}`, owner.live);
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toHaveLength((await listed(owner.live, '?limit=100')).length);
  });
});

describe('sessions, which are keys of another kind', () => {
  const session = (fields: object = {}) =>
    keyRecord({
      organization_id: owner.organizationId,
      environment: 'live',
      id: 'ses_1',
      kind: 'session',
      scopes: SCOPES,
      ...fields,
    });
  const open = (fields: object = {}) =>
    world.store.transact(({ api_keys }) => api_keys.insert(session(fields)));

  it('lists none of them, and finds none by its id', async () => {
    await open();
    const { data } = (await world.get('/v1/api_keys?limit=100', owner.live)).body;
    expect(data.map(({ id }: { id: string }) => id)).not.toContain('ses_1');
    const path = '/v1/api_keys/ses_1';
    expect((await world.post(`${path}/rotate`, owner.live)).status).toBe(404);
    expect((await world.post(`${path}/revoke`, owner.live)).status).toBe(404);
    expect((await world.call('DELETE', path, { key: owner.live })).status).toBe(404);
  });

  it('does not take one for another key that can manage everything', async () => {
    await open();
    const id = await fullLiveKeyId();
    expect((await world.post(`/v1/api_keys/${id}/revoke`, owner.live)).status).toBe(409);
  });

  it('does not count them against the quota of keys', async () => {
    owner = await world.openOrganization({ custom_limits: null });
    const used = async () =>
      (await world.get('/v1/organization/settings', owner.live)).body.quotas.find(
        ({ name }: { name: string }) => name === 'api_keys',
      ).used;
    expect(await used()).toBe(1);
    await open();
    expect(await used()).toBe(1);
  });
});

describe('managing keys of the other environment', () => {
  it('rotates, revokes and deletes a test key with a live key', async () => {
    const { id, secret } = await issue('test');
    const rotated = await world.post(`/v1/api_keys/${id}/rotate`, owner.live);
    expect([rotated.status, rotated.body.environment]).toEqual([200, 'test']);
    expect((await world.post(`/v1/api_keys/${id}/revoke`, owner.live)).status).toBe(204);
    expect((await world.get('/v1/jobs', secret)).status).toBe(401);
    const deleted = await world.call('DELETE', `/v1/api_keys/${id}`, { key: owner.live });
    expect(deleted.status).toBe(204);
  });

  it('hides live keys from test keys', async () => {
    const { id } = await issue('live');
    const path = `/v1/api_keys/${id}`;
    expect((await world.post(`${path}/rotate`, owner.test)).status).toBe(404);
    expect((await world.post(`${path}/revoke`, owner.test)).status).toBe(404);
    expect((await world.call('DELETE', path, { key: owner.test })).status).toBe(404);
  });

  it("hides another organization's keys from a live key", async () => {
    const stranger = await world.openOrganization();
    const { id } = await issue('test');
    expect((await world.post(`/v1/api_keys/${id}/revoke`, stranger.live)).status).toBe(404);
  });
});

describe('ending a key', () => {
  it('refuses to revoke, delete or rotate a wider key, naming the missing scope', async () => {
    const wide = await issue('live');
    const narrow = (await issue('live', ['keys:manage', 'jobs:read'])).secret;
    const responses = [
      await world.post(`/v1/api_keys/${wide.id}/revoke`, narrow),
      await world.post(`/v1/api_keys/${wide.id}/rotate`, narrow),
      await world.call('DELETE', `/v1/api_keys/${wide.id}`, { key: narrow }),
    ];
    for (const { status, body } of responses) {
      expect(status).toBe(403);
      expect(body.error.message).toContain("'billing:write'");
    }
    expect(await listed(owner.live, '?environment=live')).toHaveLength(3);
  });

  it('keeps the last active live key with all scopes', async () => {
    const id = await fullLiveKeyId();
    await issue('live', ['keys:manage']);
    await issue('test');
    const revoked = await world.post(`/v1/api_keys/${id}/revoke`, owner.live);
    expect([revoked.status, revoked.body.error.type]).toEqual([409, 'conflict']);
    const deleted = await world.call('DELETE', `/v1/api_keys/${id}`, { key: owner.live });
    expect(deleted.status).toBe(409);
    const next = await issue('live');
    expect((await world.post(`/v1/api_keys/${id}/revoke`, next.secret)).status).toBe(204);
  });

  it('does not count a key that expires earlier as a replacement', async () => {
    const id = await fullLiveKeyId();
    const expiring = async (seconds: number) => {
      const expires_at = new Date(world.clock.now() + seconds * SECOND).toISOString();
      return (await world.post('/v1/api_keys', owner.live, { name: 'short', expires_at })).body.id;
    };
    const sooner = await expiring(60);
    const later = await expiring(120);
    const end = async (key: string) =>
      (await world.post(`/v1/api_keys/${key}/revoke`, owner.live)).status;
    expect(await end(id)).toBe(409);
    expect([await end(later), await end(sooner)]).toEqual([204, 204]);
  });

  it('counts neither revoked nor expired keys as a replacement', async () => {
    const id = await fullLiveKeyId();
    const body = {
      name: 'short',
      expires_at: new Date(world.clock.now() + 5 * SECOND).toISOString(),
    };
    expect((await world.post('/v1/api_keys', owner.live, body)).status).toBe(201);
    const gone = await issue('live');
    expect((await world.post(`/v1/api_keys/${gone.id}/revoke`, owner.live)).status).toBe(204);
    await world.passTime(6 * SECOND);
    expect((await world.post(`/v1/api_keys/${id}/revoke`, owner.live)).status).toBe(409);
  });
});
