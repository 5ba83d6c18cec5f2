import { type OperationId, operations, SCOPES } from '@firsthandapi/spec';
import { beforeAll, describe, expect, it } from 'vitest';
import { JOB, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

const authenticated = (Object.keys(operations) as OperationId[]).filter(
  (id) => operations[id].authenticated,
);
const needs = authenticated.flatMap((id) =>
  operations[id].scopes.map((scope) => [id, scope] as const),
);
const withId = authenticated.filter((id) => operations[id].path.includes('{id}'));

/** API keys belong to the organization: a live key manages those of both environments (contract §1). */
const isAboutKeys = (id: OperationId) => operations[id].path.startsWith('/v1/api_keys');

/** A body that each operation accepts, if it takes one. */
const BODIES: { readonly [id in OperationId]?: object } = {
  createJob: JOB,
  rateJob: { rating: 5 },
  createApiKey: { name: 'CI' },
  createWebhookEndpoint: { url: 'https://example.com/hook', events: ['job.completed'] },
  updateWebhookEndpoint: { description: 'Changed' },
  updateSettings: { name: 'Renamed' },
  purchaseCredits: { amount_cents: 1_000 },
  createErasure: { target: 'job', job_id: 'job_x' },
};

let world: TestEngine;
let owner: TestAccount;
let stranger: TestAccount;
/** An id in the owner's test environment for each kind of object, by the first path segment. */
let ids: Record<string, string>;

beforeAll(async () => {
  world = new TestEngine();
  owner = await world.openOrganization();
  stranger = await world.openOrganization();
  const endpoint = await world.post('/v1/webhook_endpoints', owner.test, {
    url: 'https://example.com/hook',
    events: ['job.completed'],
  });
  const job = await world.createJob(owner.test);
  await world.passTime(15 * SECOND);
  const exported = await world.post('/v1/privacy/exports', owner.test);
  const erasure = await world.post('/v1/privacy/erasures', owner.test, {
    target: 'job',
    job_id: (await world.createJob(owner.test)).id,
  });
  const first = async (path: string) => (await world.get(path, owner.test)).body.data[0].id;
  ids = {
    jobs: job.id,
    submissions: await first(`/v1/jobs/${job.id}/submissions`),
    files: await first(`/v1/jobs/${job.id}/files`),
    api_keys: await first('/v1/api_keys'),
    webhook_endpoints: endpoint.body.id,
    webhook_events: await first('/v1/webhook_events'),
    exports: exported.body.id,
    erasures: erasure.body.id,
  };
});

function callAs(key: string, id: OperationId) {
  const { method, path } = operations[id];
  const segments = path.split('/');
  const kind = segments[segments.indexOf('{id}') - 1] ?? '';
  const body = BODIES[id];
  return world.call(method, path.replace('{id}', ids[kind] ?? 'x'), {
    key,
    ...(body && { body }),
  });
}

describe('scopes', () => {
  it.each(needs)('returns 403 for %s without %s and names the scope', async (id, scope) => {
    const scopes = SCOPES.filter((other) => other !== scope);
    const { secret } = await world.issueKey(owner.organizationId, { scopes });
    const { status, body } = await callAs(secret, id);
    expect(status).toBe(403);
    expect(body.error.type).toBe('authorization_error');
    expect(body.error.message).toContain(`'${scope}'`);
  });

  it('names all missing scopes when there are several', async () => {
    const { secret } = await world.issueKey(owner.organizationId, { scopes: ['jobs:read'] });
    const { body } = await callAs(secret, 'updateSettings');
    expect(body.error.message).toBe("This API key lacks the scopes 'usage:read', 'keys:manage'");
  });

  it('accepts a key with exactly the scopes of a read', async () => {
    for (const id of authenticated.filter((id) => operations[id].method === 'GET')) {
      const { secret } = await world.issueKey(owner.organizationId, {
        scopes: [...operations[id].scopes],
      });
      expect([id, (await callAs(secret, id)).status]).toEqual([id, 200]);
    }
  });

  it('refuses to create a key with scopes that the creating key lacks', async () => {
    const { secret } = await world.issueKey(owner.organizationId, { scopes: ['keys:manage'] });
    const asked = { name: 'CI', scopes: ['jobs:read'] };
    const refused = await world.post('/v1/api_keys', secret, asked);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain("'jobs:read'");
    const all = await world.post('/v1/api_keys', secret, { name: 'CI' });
    expect(all.status).toBe(403);
    const own = await world.post('/v1/api_keys', secret, { name: 'CI', scopes: ['keys:manage'] });
    expect(own.status).toBe(201);
  });

  it('refuses to create a live key with a test key', async () => {
    const asked = { name: 'CI', environment: 'live' };
    expect((await world.post('/v1/api_keys', owner.test, asked)).status).toBe(403);
    const down = await world.post('/v1/api_keys', owner.live, { name: 'CI', environment: 'test' });
    expect(down.body.secret).toMatch(/^fh_test_sk_[0-9A-Za-z]{33}$/);
  });
});

describe('objects of other organizations', () => {
  it.each(withId)('returns 404 for %s of another organization', async (id) => {
    const { status, body } = await callAs(stranger.test, id);
    expect(status).toBe(404);
    expect(body.error.type).toBe('not_found');
  });

  it.each(withId.filter((id) => !isAboutKeys(id)))(
    'returns 404 for %s of the other environment',
    async (id) => {
      expect((await callAs(owner.live, id)).status).toBe(404);
    },
  );

  it.each(withId)('responds to %s alike whether the id is foreign or unknown', async (id) => {
    const foreign = await callAs(stranger.test, id);
    const { method, path } = operations[id];
    const unknown = 'unknown_1';
    const body = BODIES[id];
    const absent = await world.call(method, path.replace('{id}', unknown), {
      key: stranger.test,
      ...(body && { body }),
    });
    expect(absent.status).toBe(404);
    const kind = (text: string) => text.replace(/'[^']*'/, 'ID');
    expect(kind(absent.body.error.message)).toBe(kind(foreign.body.error.message));
  });

  it('lists no object of another organization or environment', async () => {
    const lists = authenticated.filter(
      (id) =>
        operations[id].method === 'GET' &&
        operations[id].queryParameters.includes('cursor' as never),
    );
    expect(lists).toHaveLength(10);
    const own = new Set(Object.values(ids));
    for (const id of lists.filter((id) => !withId.includes(id))) {
      for (const key of isAboutKeys(id) ? [stranger.test] : [stranger.test, owner.live]) {
        const { body } = await world.get(`${operations[id].path}?limit=100`, key);
        const seen = body.data.map((row: { id: string }) => row.id);
        expect([id, seen.filter((seenId: string) => own.has(seenId))]).toEqual([id, []]);
      }
    }
  });

  it('refuses to erase an object of another organization', async () => {
    const body = { target: 'job', job_id: ids.jobs };
    expect((await world.post('/v1/privacy/erasures', stranger.test, body)).status).toBe(404);
    expect((await world.get(`/v1/jobs/${ids.jobs}`, owner.test)).status).toBe(200);
  });

  // Last, because it deletes what it finds.
  it('finds an object for its owner, under the same calls', async () => {
    const deletesLast = (a: OperationId, b: OperationId) =>
      Number(operations[a].method === 'DELETE') - Number(operations[b].method === 'DELETE');
    const statuses: [OperationId, number][] = [];
    for (const id of withId.toSorted(deletesLast)) {
      const { secret } = await world.issueKey(owner.organizationId);
      statuses.push([id, (await callAs(secret, id)).status]);
    }
    expect(statuses.filter(([, status]) => status === 404)).toEqual([]);
  });
});
