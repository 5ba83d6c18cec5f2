import { describe, expect, it } from 'vitest';
import { headerReader } from './http/messages.ts';
import { JOB, ORIGIN, SECOND, TestEngine } from './testing/test-engine.ts';

/** Two equal worlds, one called through `fetch` and one through `handle`. */
async function twoWorlds() {
  const open = async () => {
    const world = new TestEngine();
    return { world, key: (await world.openOrganization()).test };
  };
  return [await open(), await open()] as const;
}

describe('engine.handle', () => {
  it('responds exactly like engine.fetch', async () => {
    const [fetched, handled] = await twoWorlds();
    const requests = [
      ['POST', '/v1/jobs', JSON.stringify(JOB)],
      ['POST', '/v1/jobs', '{"bad": true}'],
      ['GET', '/v1/jobs?limit=1', null],
      ['GET', '/v1/jobs?limit=x', null],
      ['PUT', '/v1/jobs', null],
      ['GET', '/v1/nothing', null],
    ] as const;
    for (const [method, path, body] of requests) {
      const headers = {
        authorization: `Bearer ${fetched.key}`,
        'content-type': 'application/json',
        'idempotency-key': 'k1',
      };
      const expected = await fetched.world.engine.fetch(
        new Request(ORIGIN + path, { method, headers, body }),
      );
      const given = await handled.world.engine.handle({
        method,
        url: path,
        headers: headerReader(headers),
        body,
      });
      expect([given.status, given.body]).toEqual([expected.status, await expected.text()]);
      expect(Object.fromEntries(new Headers(given.headers))).toEqual(
        Object.fromEntries(expected.headers),
      );
    }
  });

  it('returns the bytes of a download', async () => {
    const [{ world, key }] = await twoWorlds();
    const job = await world.createJob(key, { files_needed: 1 });
    await world.passTime(15 * SECOND);
    const [file] = (await world.get(`/v1/jobs/${job.id}/files`, key)).body.data;
    const { status, body } = await world.engine.handle({
      method: 'GET',
      url: file.download_url,
      headers: headerReader({}),
      body: null,
    });
    expect([status, (body as Uint8Array).byteLength]).toEqual([200, file.size_bytes]);
  });
});

describe('headerReader', () => {
  it('joins repeated headers, and returns null for missing ones', () => {
    const headers = headerReader({ prefer: ['a', 'b'], host: 'x' });
    expect([headers.get('prefer'), headers.get('host'), headers.get('range')]).toEqual([
      'a, b',
      'x',
      null,
    ]);
  });
});

describe('the request log', () => {
  it('reports the request and its outcome', async () => {
    const logs: unknown[] = [];
    const world = new TestEngine({ onRequest: (log) => logs.push(log) });
    const standard = { tier: 'standard', custom_limits: null } as const;
    const { organizationId, test } = await world.openOrganization(standard);
    const { headers } = await world.post('/v1/jobs', test, JOB, { ip: '192.0.2.1' });
    expect(logs).toEqual([
      {
        request_id: headers.get('x-request-id'),
        operation: 'createJob',
        method: 'POST',
        path: '/v1/jobs',
        status: 201,
        duration_ms: 0,
        organization_id: organizationId,
        environment: 'test',
        client: expect.stringMatching(/^[0-9a-f]{16}$/),
        rate_limit_limit: 100,
        rate_limit_remaining: 99,
        idempotent_replayed: false,
        quota: null,
        error: undefined,
      },
    ]);
  });

  it('contains no client address', async () => {
    const logs: unknown[] = [];
    const world = new TestEngine({ onRequest: (log) => logs.push(log) });
    await world.get('/v1/jobs', 'wrong', { ip: '192.0.2.1' });
    expect(JSON.stringify(logs)).not.toContain('192.0.2.1');
  });
});
