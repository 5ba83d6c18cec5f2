import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const events = async (query = '') =>
  (await world.get(`/v1/audit-events${query}`, account.test)).body.data;

describe('listAuditEvents', () => {
  it('shows who did what, from where, and in which request', async () => {
    const { headers, body } = await world.post(
      '/v1/api_keys',
      account.test,
      { name: 'CI' },
      { ip: '192.0.2.1', headers: { 'user-agent': 'sdk/1' } },
    );
    const [event] = await events();
    expect(event).toEqual({
      object: 'audit_event',
      id: expect.stringMatching(/^aud_[0-9A-Z]{26}$/),
      action: 'api_key.created',
      actor: { type: 'api_key', id: expect.stringMatching(/^key_/) },
      resource: { type: 'api_key', id: body.id },
      ip: '192.0.2.1',
      user_agent: 'sdk/1',
      request_id: headers.get('x-request-id'),
      created_at: '2026-01-01T00:00:00.000Z',
    });
  });

  it('records each change once, and nothing that was refused or replayed', async () => {
    const call = { idempotencyKey: 'k1' };
    await world.post('/v1/api_keys', account.test, { name: 'CI' }, call);
    await world.post('/v1/api_keys', account.test, { name: 'CI' }, call);
    await world.post('/v1/jobs/job_x/cancel', account.test);
    expect(await events()).toHaveLength(1);
  });

  it('filters by action and by dates', async () => {
    await world.createJob(account.test);
    await world.passTime(DAY);
    await world.post('/v1/api_keys', account.test, { name: 'CI' });
    const actions = async (query: string) =>
      (await events(query)).map(({ action }: { action: string }) => action);
    expect(await actions('?action=job.created')).toEqual(['job.created']);
    expect(await actions('?start_date=2026-01-02T00:00:00Z')).toEqual(['api_key.created']);
    expect(await actions('?end_date=2026-01-02T00:00:00Z')).toEqual(['job.created']);
  });

  it('shows the last 30 days by default', async () => {
    await world.createJob(account.test);
    await world.passTime(31 * DAY);
    expect(await events()).toEqual([]);
    expect(await events('?start_date=2026-01-01T00:00:00Z')).toHaveLength(1);
  });
});
