import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization({ tier: 'free', custom_limits: null });
});

function admit(authorization: string | null, ip = '192.0.2.1') {
  const headers = { get: (name: string) => (name === 'authorization' ? authorization : null) };
  return world.engine.admit({ method: 'POST', url: '/mcp', headers, body: null, ip });
}

async function refusalOf(authorization: string | null, ip?: string) {
  const admission = await admit(authorization, ip);
  return 'refusal' in admission ? admission.refusal : undefined;
}

describe('the admission of a caller to what a host serves', () => {
  it('names the organization and the scopes of a valid key', async () => {
    const { secret } = await world.issueKey(account.organizationId, { scopes: ['jobs:read'] });
    expect(await admit(`Bearer ${secret}`)).toEqual({
      organizationId: account.organizationId,
      scopes: ['jobs:read'],
    });
  });

  it.each([null, 'Bearer nonsense', `Bearer fh_test_sk_${'a'.repeat(33)}`])(
    'refuses %s as the API would',
    async (authorization) => {
      const refusal = await refusalOf(authorization);
      expect(refusal?.status).toBe(401);
      expect(JSON.parse(String(refusal?.body)).error.type).toBe('authentication_error');
      expect(refusal?.headers['X-Request-Id']).toMatch(/^req_/);
    },
  );

  it('counts each request against the limit of its key', async () => {
    for (let count = 0; count < 60; count += 1) {
      expect(await refusalOf(`Bearer ${account.test}`)).toBeUndefined();
    }
    const refusal = await refusalOf(`Bearer ${account.test}`);
    expect(refusal?.status).toBe(429);
    expect(refusal?.headers['Retry-After']).toBeDefined();
    expect((await world.get('/v1/jobs', account.test)).status).toBe(429);
    await world.passTime(MINUTE);
    expect(await refusalOf(`Bearer ${account.test}`)).toBeUndefined();
  });

  it('counts requests without a valid key against their address', async () => {
    for (let count = 0; count < 60; count += 1) {
      expect((await refusalOf('Bearer nonsense'))?.status).toBe(401);
    }
    expect((await refusalOf('Bearer nonsense'))?.status).toBe(429);
    expect((await refusalOf('Bearer nonsense', '198.51.100.7'))?.status).toBe(401);
  });

  it('refuses with a 503 what cannot be answered before its deadline', async () => {
    const headers = { get: () => `Bearer ${account.test}` };
    const signal = AbortSignal.abort();
    const deadline = { aborted: true, signal, onOver: () => () => {}, suspend() {}, resume() {} };
    const target = { method: 'POST', url: '/mcp', headers, body: null, deadline };
    const admission = await world.engine.admit(target);
    expect(admission).toMatchObject({ refusal: { status: 503 } });
  });
});
