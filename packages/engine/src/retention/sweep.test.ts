import { beforeEach, describe, expect, it } from 'vitest';
import { type TableName, tableNames } from '../store/tables.ts';
import { usageRecord } from '../testing/records.ts';
import { DAY, HOUR, JOB, SECOND, TestEngine, type TestResponse } from '../testing/test-engine.ts';
import { retentionRules } from './rules.ts';

let world: TestEngine;
let organizationId: string;
let live: string;
let test: string;

beforeEach(async () => {
  world = new TestEngine();
  const { body } = await world.call('POST', '/v1/auth/signup', {
    body: { name: 'Acme', email: 'dev@acme.example' },
  });
  organizationId = body.organization_id;
  live = body.api_key;
  test = (await world.issueKey(organizationId)).secret;
});

function rows<Name extends TableName>(name: Name) {
  return world.store.snapshot().tables[name];
}

/** A completed test job whose content is in the Files port, like that of real submissions. */
async function completedJob(): Promise<TestResponse['body']> {
  const job = await world.createJob(test, { files_needed: 2 });
  await world.passTime(15 * SECOND);
  const all = { where: { job_id: job.id }, limit: 10 };
  await world.transact(async ({ tables }) => {
    for (const file of await tables.files.list(all)) {
      const content_key = `stored-${file.id}`;
      await world.files.put(content_key, 'org_1', new Uint8Array([1]));
      await tables.files.update({ ...file, content_key });
    }
    for (const submission of await tables.submissions.list(all)) {
      const content_key = `stored-${submission.id}`;
      await world.files.put(content_key, 'org_1', new Uint8Array([1]));
      await tables.submissions.update({ ...submission, content_key });
    }
  });
  return job;
}

describe('the retention rules', () => {
  it('lists exactly these retention rules', () => {
    const table = retentionRules.map(({ category, keptFor }) => [category, keptFor]);
    expect(Object.fromEntries(table)).toEqual({
      submission_content: { days: 90 },
      webhook_events: { days: 90 },
      usage: { years: 1 },
      audit_log: { years: 1 },
      erasures: { years: 1 },
      data_exports: { days: 7 },
      idempotency_keys: { days: 1 },
      billing_transactions: { years: 7 },
      billing_earnings: { years: 7 },
      billing_ledger: { years: 7 },
      billing_purchases: { years: 7 },
      billing_reversals: { years: 7 },
    });
  });
});

describe('the daily sweep', () => {
  it('removes every text of a job 90 days after it ended, and ends its rating', async () => {
    const marker = 'marker-of-this-test';
    const order = {
      title: marker,
      description: `${marker} on a table`,
      scoring_criteria: marker,
      worker_guidelines: marker,
      metadata: { [marker]: marker },
      context: { text: marker },
    };
    const cancelled = await world.createJob(test, order);
    await world.post(`/v1/jobs/${cancelled.id}/cancel`, test);
    const completed = await world.createJob(test, order);
    const unrated = await world.createJob(test, order);
    await world.passTime(15 * SECOND);
    const body = { rating: 5, comment: marker };
    expect((await world.post(`/v1/jobs/${completed.id}/rate`, test, body)).status).toBe(200);
    expect(JSON.stringify(world.store.snapshot())).toContain(marker);
    await world.passTime(91 * DAY);
    expect(JSON.stringify(world.store.snapshot())).not.toContain(marker);
    const shown = (await world.get(`/v1/jobs/${completed.id}`, test)).body;
    expect(shown).toMatchObject({ status: 'completed', rating: 5, files_approved: 3 });
    expect((await world.post(`/v1/jobs/${unrated.id}/rate`, test, body)).status).toBe(409);
  });

  it('removes files, and the content of submissions, 90 days after the job completed', async () => {
    const job = await completedJob();
    const file = (await world.get(`/v1/jobs/${job.id}/files`, test)).body.data[0];
    const stored = [...rows('files'), ...rows('submissions')];
    const keys = stored.map(({ content_key }) => content_key ?? '');
    expect(keys).toHaveLength(4);
    for (const key of keys) expect(await world.files.open(key)).toBeDefined();
    await world.passTime(90 * DAY - SECOND);
    expect((await world.get(`/v1/jobs/${job.id}/files`, test)).body.data).toHaveLength(2);
    await world.passTime(DAY);
    expect((await world.get(`/v1/jobs/${job.id}/files`, test)).body.data).toEqual([]);
    for (const key of keys) expect(await world.files.open(key)).toBeUndefined();
    const refreshed = await world.post(`/v1/files/${file.id}/refresh_url`, test);
    expect(refreshed.status).toBe(404);
    const submissions = (await world.get(`/v1/jobs/${job.id}/submissions`, test)).body.data;
    expect(submissions).toHaveLength(2);
    for (const submission of submissions) {
      expect(submission).toMatchObject({
        status: 'approved',
        ai_star_rating: 4,
        ai_reasoning: null,
        file_url: null,
      });
    }
    expect((await world.get(`/v1/jobs/${job.id}`, test)).body).toMatchObject({
      status: 'completed',
      files_approved: 2,
    });
  });

  it('counts from the cancellation when a job was cancelled, and leaves running jobs alone', async () => {
    const cancelled = await world.createJob(test);
    const running = await world.createJob(test, { min_star_rating: 5, max_workers: 3 });
    await world.passTime(9 * SECOND);
    await world.post(`/v1/jobs/${cancelled.id}/cancel`, test);
    await world.passTime(91 * DAY);
    const purged = Object.fromEntries(rows('jobs').map(({ id, purged_at }) => [id, purged_at]));
    expect(purged[cancelled.id]).not.toBeNull();
    expect(purged[running.id]).toBeNull();
    const kept = rows('submissions').filter(({ job_id }) => job_id === running.id);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every(({ purged_at }) => purged_at === null)).toBe(true);
  });

  it('deletes webhook events, which repeat submissions, after 90 days, with their deliveries', async () => {
    await world.post('/v1/webhook_endpoints', test, {
      url: 'https://example.com/hook',
      events: ['job.completed'],
    });
    await completedJob();
    await world.passTime(90 * DAY);
    expect(rows('deliveries')).toHaveLength(1);
    await world.passTime(DAY);
    expect([rows('events'), rows('deliveries')]).toEqual([[], []]);
  });

  it('deletes usage and audit records after a year', async () => {
    await completedJob();
    await world.passTime(364 * DAY);
    const isOld = ({ created_at }: { created_at: number }) =>
      created_at < Date.parse('2026-01-02T00:00:00Z');
    expect(rows('usage_records').some(isOld)).toBe(true);
    expect(rows('audit_events').some(isOld)).toBe(true);
    await world.passTime(3 * DAY);
    expect(rows('usage_records').some(isOld)).toBe(false);
    expect(rows('audit_events').some(isOld)).toBe(false);
  });

  it('deletes Idempotency-Keys after a day', async () => {
    await world.createJob(test);
    expect(rows('idempotency')).toHaveLength(1);
    await world.passTime(2 * DAY);
    expect(rows('idempotency')).toEqual([]);
  });

  it('anonymises billing after 7 years, and keeps the books balanced', async () => {
    const job = await world.createJob(live);
    await world.post(`/v1/jobs/${job.id}/cancel`, live);
    await world.post('/v1/billing/credits/purchase', live, { amount_cents: 1_000 });
    const before = rows('credit_transactions');
    await world.passTime((7 * 365 + 1) * DAY);
    expect(rows('ledger_entries').some(({ job_id }) => job_id === job.id)).toBe(true);
    await world.passTime(3 * DAY);
    const billing = JSON.stringify([
      rows('credit_transactions'),
      rows('ledger_entries'),
      rows('credit_purchases'),
    ]);
    expect(billing).not.toContain(job.id);
    expect(billing).not.toContain('cs_test');
    expect(billing).not.toContain('Free credits');
    const amounts = (list: typeof before) =>
      list.slice(0, before.length).map(({ amount_cents }) => amount_cents);
    expect(amounts(rows('credit_transactions'))).toEqual(amounts(before));
  });

  it('works through any backlog in batches, at once, and then waits for a day', async () => {
    await world.transact(async ({ tables }) => {
      for (let index = 0; index < 1_200; index += 1) {
        const id = `req_${String(index).padStart(26, '0')}`;
        await tables.usage_records.insert(
          usageRecord({ id, organization_id: organizationId, created_at: 0 }),
        );
      }
    });
    world.clock.set(world.clock.now() + DAY);
    const performed = await world.engine.runDue(world.clock.now());
    expect(performed).toBe(3);
    expect(rows('usage_records').filter(({ created_at }) => created_at === 0)).toEqual([]);
    expect(await world.engine.nextDue()).toBe(world.clock.now() + DAY);
  });

  it('leaves other organizations to their own sweeps', async () => {
    const stranger = await world.openOrganization();
    await world.createJob(stranger.test);
    await world.passTime(400 * DAY);
    expect(rows('audit_events').map(({ organization_id }) => organization_id)).toEqual([
      stranger.organizationId,
    ]);
  });

  it('changes nothing in an organization that holds nothing old', async () => {
    await world.createJob(test, { ...JOB });
    await world.passTime(15 * SECOND);
    const counts = () => tableNames.map((name) => [name, rows(name).length] as const);
    const before = counts();
    await world.passTime(DAY - 15 * SECOND - HOUR);
    expect(counts()).toEqual(before);
  });
});
