import { SCOPES } from '@firsthandapi/spec';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;

beforeEach(() => {
  world = new TestEngine();
});

const signup = (body: object) => world.call('POST', '/v1/auth/signup', { body });

describe('signup', () => {
  it('returns a live key with all scopes, and the free credits', async () => {
    const { status, body } = await signup({ name: 'Acme', email: 'dev@acme.example' });
    expect(status).toBe(201);
    expect(body).toEqual({
      organization_id: expect.stringMatching(/^org_[0-9A-Z]{26}$/),
      api_key: expect.stringMatching(/^fh_live_sk_[0-9A-Za-z]{33}$/),
      credits_cents: 250,
    });
    const keys = await world.get('/v1/api_keys', body.api_key);
    expect(keys.body.data).toMatchObject([{ environment: 'live', scopes: [...SCOPES] }]);
    const credits = await world.get('/v1/billing/credits', body.api_key);
    expect(credits.body.available_cents).toBe(250);
    const settings = await world.get('/v1/organization/settings', body.api_key);
    expect(settings.body).toMatchObject({ name: 'Acme', tier: 'free' });
  });

  it('returns 409 for a known e-mail address, in any case', async () => {
    await signup({ name: 'Acme', email: 'dev@acme.example' });
    const { status, body } = await signup({ name: 'Other', email: 'DEV@acme.example' });
    expect([status, body.error.type]).toEqual([409, 'conflict']);
  });

  it('names the invalid fields', async () => {
    const { status, body } = await signup({ name: '', email: 'nobody' });
    expect(status).toBe(400);
    expect(body.error.details.map(({ field }: { field: string }) => field)).toEqual([
      'name',
      'email',
    ]);
  });

  it('stores no readable form of the key', async () => {
    const { body } = await signup({ name: 'Acme', email: 'dev@acme.example' });
    expect(JSON.stringify(world.store.snapshot())).not.toContain(body.api_key);
  });
});
