import { beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../errors/port-errors.ts';
import type { OrganizationRecord } from '../store/records.ts';
import {
  HOUR,
  JOB,
  MINUTE,
  SECOND,
  TestEngine,
  type TestResponse,
} from '../testing/test-engine.ts';

let world: TestEngine;

beforeEach(() => {
  world = new TestEngine();
});

const FREE: Partial<OrganizationRecord> = { tier: 'free', custom_limits: null };
const STANDARD: Partial<OrganizationRecord> = { tier: 'standard', custom_limits: null };

function limitsOf({ headers }: TestResponse) {
  const number = (name: string) => Number(headers.get(`x-ratelimit-${name}`));
  return { limit: number('limit'), remaining: number('remaining'), reset: number('reset') };
}

async function repeat(times: number, call: () => Promise<TestResponse>): Promise<TestResponse[]> {
  const responses: TestResponse[] = [];
  for (let made = 0; made < times; made += 1) responses.push(await call());
  return responses;
}

const statuses = (responses: readonly TestResponse[]) => responses.map(({ status }) => status);

describe('rate limits of a key', () => {
  it.each([
    ['free', FREE, 60, 600],
    ['standard', STANDARD, 100, 1_000],
    ['enterprise', { tier: 'enterprise', custom_limits: { per_minute: 7, per_hour: 20 } }, 7, 20],
  ] as const)(
    'allows the %s tier its requests per minute and hour',
    async (_, settings, minute, hour) => {
      const { test } = await world.openOrganization(settings);
      const call = () => world.get('/v1/api_keys', test);
      let made = 0;
      while (made < hour) {
        const batch = Math.min(minute, hour - made);
        expect(new Set(statuses(await repeat(batch, call)))).toEqual(new Set([200]));
        made += batch;
        if (batch === minute && made < hour) {
          expect((await call()).status).toBe(429);
          made += 1;
        }
        await world.passTime(MINUTE);
      }
      const { status, headers } = await call();
      expect(status).toBe(429);
      // Only the hour is full now, and it ends after the minute.
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(60);
      await world.passTime(HOUR);
      expect((await call()).status).toBe(200);
    },
  );

  it('shows the state of the tightest window on every response', async () => {
    const { test } = await world.openOrganization(FREE);
    const [first, second] = await repeat(2, () => world.get('/v1/api_keys', test));
    const reset = Date.parse('2026-01-01T00:01:00Z') / 1_000;
    expect(limitsOf(first as TestResponse)).toEqual({ limit: 60, remaining: 59, reset });
    expect(limitsOf(second as TestResponse)).toEqual({ limit: 60, remaining: 58, reset });
    const refused = await world.get('/v1/jobs/unknown', test);
    expect(limitsOf(refused)).toEqual({ limit: 60, remaining: 57, reset });
  });

  it('shows the hour once it is the tighter window', async () => {
    const limits = { tier: 'enterprise', custom_limits: { per_minute: 5, per_hour: 6 } } as const;
    const { test } = await world.openOrganization(limits);
    await repeat(4, () => world.get('/v1/api_keys', test));
    await world.passTime(MINUTE);
    const response = await world.get('/v1/api_keys', test);
    const reset = Date.parse('2026-01-01T01:00:00Z') / 1_000;
    expect(limitsOf(response)).toEqual({ limit: 6, remaining: 1, reset });
  });

  it('returns 429 with Retry-After until the next window', async () => {
    const { test } = await world.openOrganization(FREE);
    await world.passTime(18 * SECOND);
    await repeat(60, () => world.get('/v1/api_keys', test));
    const refused = await world.get('/v1/api_keys', test);
    expect([refused.status, refused.body.error.type]).toEqual([429, 'rate_limit_exceeded']);
    expect(refused.headers.get('retry-after')).toBe('42');
    expect(limitsOf(refused).remaining).toBe(0);
    await world.passTime(41_999);
    expect((await world.get('/v1/api_keys', test)).status).toBe(429);
    await world.passTime(1);
    expect((await world.get('/v1/api_keys', test)).status).toBe(200);
  });

  it('counts each key separately', async () => {
    const account = await world.openOrganization(FREE);
    const { secret } = await world.issueKey(account.organizationId);
    await repeat(60, () => world.get('/v1/api_keys', account.test));
    expect((await world.get('/v1/api_keys', account.test)).status).toBe(429);
    expect((await world.get('/v1/api_keys', secret)).status).toBe(200);
  });

  it('allows all keys of an environment five times the requests of one, however many there are', async () => {
    const account = await world.openOrganization(FREE);
    const responses: TestResponse[] = [];
    for (let index = 0; index < 8; index += 1) {
      const { secret } = await world.issueKey(account.organizationId);
      responses.push(...(await repeat(50, () => world.get('/v1/api_keys', secret))));
    }
    expect(statuses(responses).indexOf(429)).toBe(300);
    expect(statuses(responses).filter((status) => status === 200)).toHaveLength(300);
    const last = responses.at(-1) as TestResponse;
    expect([last.body.error.type, last.headers.get('retry-after')]).toEqual([
      'rate_limit_exceeded',
      '60',
    ]);
    // A leaked test key must stay harmless to live traffic.
    expect((await world.get('/v1/api_keys', account.live)).status).toBe(200);
    await world.passTime(MINUTE);
    expect((await world.get('/v1/api_keys', account.test)).status).toBe(200);
  });

  it('executes nothing beyond the limits', async () => {
    const limits = { tier: 'enterprise', custom_limits: { per_minute: 2, per_hour: 9 } } as const;
    const account = await world.openOrganization(limits);
    const responses = await repeat(4, () =>
      world.post('/v1/api_keys', account.test, { name: 'x' }),
    );
    expect(statuses(responses)).toEqual([201, 201, 429, 429]);
    const keys = world.store.snapshot().tables.api_keys.filter(({ name }) => name === 'x');
    expect(keys).toHaveLength(2);
  });
});

describe('rate limits that are changed within their minute', () => {
  const grant = (id: string, fields: Partial<OrganizationRecord>) =>
    world.transact(async ({ tables: { organizations } }) => {
      const current = await organizations.get(id);
      if (current !== undefined) await organizations.update({ ...current, ...fields });
    });

  it('applies changed limits to the next request, including the count so far', async () => {
    const account = await world.openOrganization(FREE);
    await repeat(3, () => world.get('/v1/api_keys', account.test));
    await grant(account.organizationId, { tier: 'standard' });
    const raised = await world.get('/v1/api_keys', account.test);
    expect(limitsOf(raised)).toMatchObject({ limit: 100, remaining: 96 });
    await grant(account.organizationId, { custom_limits: { per_minute: 2, per_hour: 1_000 } });
    expect((await world.get('/v1/api_keys', account.test)).status).toBe(429);
  });

  it('applies changed limits to routes with their own limit', async () => {
    const account = await world.openOrganization(STANDARD);
    await world.get('/v1/jobs', account.test);
    const { secret } = await world.issueKey(account.organizationId);
    await grant(account.organizationId, { custom_limits: { per_minute: 100, per_hour: 1_000 } });
    await repeat(59, () => world.get('/v1/jobs', secret));
    const last = await world.get('/v1/jobs', account.test);
    expect(limitsOf(last)).toMatchObject({ limit: 100, remaining: 39 });
  });
});

describe('rate limits of a route', () => {
  it('allows an organization 100 new jobs a minute, over all of its keys', async () => {
    const account = await world.openOrganization(STANDARD);
    const { secret } = await world.issueKey(account.organizationId);
    const post = (key: string) => () => world.post('/v1/jobs', key, JOB);
    const made = [...(await repeat(60, post(account.test))), ...(await repeat(41, post(secret)))];
    expect(statuses(made).indexOf(429)).toBe(100);
    expect((await world.get('/v1/jobs', secret)).status).toBe(200);
  });

  it('allows an organization 300 reads of jobs a minute, over all of its keys', async () => {
    const account = await world.openOrganization(STANDARD);
    const reads: TestResponse[] = [];
    for (let key = 0; key < 4; key += 1) {
      const { secret } = await world.issueKey(account.organizationId);
      reads.push(...(await repeat(80, () => world.get('/v1/jobs', secret))));
    }
    expect(statuses(reads).indexOf(429)).toBe(300);
    expect((await world.get('/v1/api_keys', account.test)).status).toBe(200);
  });

  it("shows a route's limit when it is tighter than the key's", async () => {
    const limits = { tier: 'standard', custom_limits: null } as const;
    const account = await world.openOrganization(limits);
    for (let key = 0; key < 3; key += 1) {
      const { secret } = await world.issueKey(account.organizationId);
      await repeat(90, () => world.get('/v1/jobs', secret));
    }
    const response = await world.get('/v1/jobs', account.test);
    expect(limitsOf(response)).toMatchObject({ limit: 300, remaining: 29 });
  });
});

describe('rate limits without a key', () => {
  const signup = (index: number, ip: string) =>
    world.call('POST', '/v1/auth/signup', {
      body: { name: 'New', email: `new${index}@example.com` },
      ip,
    });

  it('limits signup by address', async () => {
    const responses: TestResponse[] = [];
    for (let index = 0; index < 61; index += 1) responses.push(await signup(index, '192.0.2.1'));
    expect(statuses(responses).indexOf(429)).toBe(60);
    expect((await signup(61, '192.0.2.2')).status).toBe(201);
  });

  it('limits clients that guess keys, and shows the limit on the 401s before', async () => {
    const guess = (ip: string) => world.get('/v1/jobs', `fh_test_sk_${'x'.repeat(33)}`, { ip });
    const responses = await repeat(61, () => guess('192.0.2.1'));
    expect(statuses(responses).indexOf(429)).toBe(60);
    expect(limitsOf(responses[0] as TestResponse)).toMatchObject({ limit: 60, remaining: 59 });
    expect((await guess('192.0.2.2')).status).toBe(401);
  });

  it('tells clients of an outage that it is one, however often they ask', async () => {
    const { test } = await world.openOrganization();
    const { read } = world.store;
    const ip = '192.0.2.1';
    world.store.read = () => Promise.reject(new UnavailableError('It went away'));
    const responses = await repeat(61, () => world.get('/v1/jobs', test, { ip }));
    expect(new Set(statuses(responses))).toEqual(new Set([503]));
    expect(responses[60]?.headers.has('x-ratelimit-limit')).toBe(false);
    world.store.read = read;
    expect((await world.get('/v1/jobs', 'wrong', { ip })).status).toBe(401);
  });

  it('does not limit a client with a valid key at the same address', async () => {
    const { test } = await world.openOrganization();
    await repeat(61, () => world.get('/v1/jobs', 'wrong', { ip: '192.0.2.1' }));
    expect((await world.get('/v1/jobs', test, { ip: '192.0.2.1' })).status).toBe(200);
  });
});
