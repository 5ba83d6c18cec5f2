import { beforeEach, describe, expect, it } from 'vitest';
import { flagJob } from '../jobs/flag-job.ts';
import type { TableName } from '../store/tables.ts';
import { DAY, SECOND, TestEngine, type TestResponse } from '../testing/test-engine.ts';

let world: TestEngine;
let organizationId: string;
let live: string;
let test: string;

beforeEach(async () => {
  world = new TestEngine();
  const { body } = await world.call('POST', '/v1/auth/signup', {
    body: { name: 'Acme Vision', email: 'dev@acme.example' },
  });
  organizationId = body.organization_id;
  live = body.api_key;
  test = (await world.issueKey(organizationId)).secret;
});

const SECRET = 'Photos of the prototype';

function rows<Name extends TableName>(name: Name) {
  return world.store.snapshot().tables[name];
}

/** A completed test job with text that must be erased. */
async function confidentialJob(fields: object = {}): Promise<TestResponse['body']> {
  const job = await world.createJob(test, {
    files_needed: 2,
    title: SECRET,
    description: `${SECRET}, please.`,
    scoring_criteria: SECRET,
    worker_guidelines: SECRET,
    metadata: { note: SECRET },
    context: { text: SECRET },
    ...fields,
  });
  await world.passTime(15 * SECOND);
  return job;
}

const eraseJob = (key: string, job_id: string) =>
  world.post('/v1/privacy/erasures', key, { target: 'job', job_id });

const eraseOrganization = (key: string, confirm_organization_id = organizationId) =>
  world.post('/v1/privacy/erasures', key, { target: 'organization', confirm_organization_id });

describe('erasing a job', () => {
  it("removes a job's files, content, texts and events", async () => {
    const job = await confidentialJob();
    const [file] = (await world.get(`/v1/jobs/${job.id}/files`, test)).body.data;
    await world.transact(async (work) => {
      const record = await work.tables.jobs.get(job.id);
      if (record !== undefined) await flagJob(work, record, SECRET);
    });
    const exported = (await world.post('/v1/privacy/exports', live)).body.id;
    await world.passTime(0);
    const { status, body } = await eraseJob(test, job.id);
    expect([status, body.status, body.erased]).toEqual([201, 'pending', []]);
    await world.passTime(0);
    const done = (await world.get(`/v1/privacy/erasures/${body.id}`, test)).body;
    expect(done).toMatchObject({
      object: 'erasure',
      target: { type: 'job', id: job.id },
      status: 'completed',
      completed_at: '2026-01-01T00:00:15.000Z',
    });
    expect(done.erased).toEqual([
      { category: 'files', count: 2 },
      { category: 'submissions', count: 2 },
      { category: 'assignments', count: 2 },
      { category: 'workers', count: 2 },
      { category: 'jobs', count: 1 },
      { category: 'webhook_events', count: 6 },
      { category: 'data_exports', count: 1 },
    ]);
    expect((await world.get(`/v1/jobs/${job.id}/files`, test)).body.data).toEqual([]);
    const response = await world.engine.fetch(new Request(file.download_url));
    expect(response.status).toBe(404);
    expect(await world.files.open(`${exported}.json`)).toBeUndefined();
    const { idempotency: _, ...tables } = world.store.snapshot().tables;
    expect(JSON.stringify(tables)).not.toContain(SECRET);
  });

  it("keeps a job's figures and what it cost", async () => {
    const job = await confidentialJob();
    await eraseJob(test, job.id);
    await world.passTime(0);
    const { body } = await world.get(`/v1/jobs/${job.id}`, test);
    expect(body).toMatchObject({
      status: 'completed',
      description: '[erased]',
      title: null,
      metadata: {},
      context: null,
      files_approved: 2,
      total_cost_cents: 100,
    });
    const submissions = (await world.get(`/v1/jobs/${job.id}/submissions`, test)).body.data;
    expect(submissions).toMatchObject([{ file_url: null }, { file_url: null }]);
  });

  it('cancels a running job first, and notifies its webhooks', async () => {
    await world.post('/v1/webhook_endpoints', test, {
      url: 'https://example.com/hook',
      events: ['job.cancelled'],
    });
    const job = await world.createJob(test);
    await world.passTime(9 * SECOND);
    await eraseJob(test, job.id);
    await world.passTime(DAY);
    expect((await world.get(`/v1/jobs/${job.id}`, test)).body.status).toBe('cancelled');
    expect(world.deliveries.map(({ event_type }) => event_type)).toEqual(['job.cancelled']);
  });

  it('leaves every other job unchanged', async () => {
    const kept = await confidentialJob();
    const job = await confidentialJob();
    await eraseJob(test, job.id);
    await world.passTime(0);
    const { body } = await world.get(`/v1/jobs/${kept.id}`, test);
    expect(body.title).toBe(SECRET);
    expect((await world.get(`/v1/jobs/${kept.id}/files`, test)).body.data).toHaveLength(2);
  });

  it('lists charges, if any, as retained for 7 years', async () => {
    const charged = await world.createJob(live, { files_needed: 1 });
    await world.transact(async ({ tables }) => {
      const record = await tables.jobs.get(charged.id);
      if (record !== undefined) await tables.jobs.update({ ...record, files_approved: 1 });
    });
    const { body } = await eraseJob(live, charged.id);
    expect(body.retained).toMatchObject([
      { category: 'billing', until: '2033-01-01T00:00:00.000Z' },
      { category: 'audit_log', until: '2027-01-01T00:00:00.000Z' },
    ]);
    const free = await eraseJob(test, (await confidentialJob()).id);
    const categories = free.body.retained.map(({ category }: { category: string }) => category);
    expect(categories).toEqual(['audit_log']);
  });

  it('erases a job of 1,000 files in batches, and counts all of them', async () => {
    const job = await confidentialJob({ files_needed: 1_000, accepted_formats: ['audio/mpeg'] });
    const { body } = await eraseJob(test, job.id);
    expect(await world.engine.runDue(world.clock.now())).toBeGreaterThan(3);
    const { status, erased } = (await world.get(`/v1/privacy/erasures/${body.id}`, test)).body;
    expect(status).toBe('completed');
    expect(erased.slice(0, 2)).toEqual([
      { category: 'files', count: 1_000 },
      { category: 'submissions', count: 1_000 },
    ]);
  });

  it("deletes a job's simulated workers, and keeps their ids in its submissions", async () => {
    const [erased, kept] = [await confidentialJob(), await confidentialJob()];
    const submissionsOf = async (job: { id: string }) =>
      (await world.get(`/v1/submissions?job_id=${job.id}`, test)).body.data;
    const workersOf = async (job: { id: string }) =>
      (await submissionsOf(job)).map(({ worker_id }: { worker_id: string }) => worker_id).sort();
    const before = await workersOf(erased);
    expect(rows('workers').map(({ job_id }) => job_id)).toEqual([
      ...[erased.id, erased.id],
      ...[kept.id, kept.id],
    ]);
    await eraseJob(test, erased.id);
    await world.passTime(0);
    expect(rows('workers').map(({ id }) => id)).toEqual(await workersOf(kept));
    expect(await workersOf(erased)).toEqual(before);
    const [, file] = (await world.get(`/v1/jobs/${kept.id}/files`, test)).body.data;
    expect([file.device_info.device_model, file.worker_region]).toEqual(['iPhone 17', 'US-CA']);
  });

  it('deletes the workers of a job that is erased while they work', async () => {
    const job = await world.createJob(test, { files_needed: 3 });
    await world.passTime(3 * SECOND);
    expect(rows('workers')).toHaveLength(3);
    await eraseJob(test, job.id);
    await world.passTime(15 * SECOND);
    expect([rows('workers'), rows('assignments')]).toEqual([[], []]);
  });

  it('accepts a second erasure of the same job', async () => {
    const job = await confidentialJob();
    await eraseJob(test, job.id);
    await world.passTime(0);
    const { body } = await eraseJob(test, job.id);
    await world.passTime(0);
    const again = (await world.get(`/v1/privacy/erasures/${body.id}`, test)).body;
    expect([again.status, again.erased]).toEqual(['completed', []]);
  });
});

describe('erasing an organization', () => {
  it('requires its own id as confirmation', async () => {
    const { status, body } = await eraseOrganization(live, 'org_other');
    expect(status).toBe(400);
    expect(body.error.details[0].field).toBe('confirm_organization_id');
    await world.passTime(DAY);
    expect((await world.get('/v1/jobs', live)).status).toBe(200);
  });

  it('lists at once what is retained, because no key is left to query it with', async () => {
    const { status, body } = await eraseOrganization(live);
    expect([status, body.target]).toEqual([201, { type: 'organization', id: organizationId }]);
    expect(body.retained).toMatchObject([
      { category: 'billing', until: '2033-01-01T00:00:00.000Z' },
      { category: 'erasures', until: '2027-01-01T00:00:00.000Z' },
    ]);
    await world.passTime(0);
    for (const key of [live, test]) expect((await world.get('/v1/jobs', key)).status).toBe(401);
  });

  it('leaves nothing of an organization but anonymous books that close at zero', async () => {
    await confidentialJob();
    await world.post('/v1/webhook_endpoints', live, {
      url: 'https://example.com/hook',
      events: ['job.cancelled'],
    });
    await world.createJob(live, { description: `${SECRET}, please.` });
    await world.post('/v1/privacy/exports', live);
    await world.post('/v1/privacy/exports', test);
    await world.passTime(0);
    await eraseOrganization(live);
    await world.passTime(0);
    const { tables } = world.store.snapshot();
    const kept = Object.entries(tables).flatMap(([name, rows]) => (rows.length > 0 ? [name] : []));
    expect(kept.sort()).toEqual([
      'credit_lots',
      'credit_transactions',
      'erasures',
      'ledger_entries',
      'organizations',
    ]);
    const text = JSON.stringify(tables);
    for (const trace of [SECRET, 'Acme', 'dev@acme.example', 'example.com/hook']) {
      expect(text).not.toContain(trace);
    }
    const sum = tables.credit_transactions.reduce((sum, { amount_cents }) => sum + amount_cents, 0);
    expect(sum).toBe(0);
    expect(tables.credit_lots.every(({ remaining_cents }) => remaining_cents === 0)).toBe(true);
  });

  it('frees the e-mail address for another organization', async () => {
    await eraseOrganization(live);
    await world.passTime(0);
    const { status } = await world.call('POST', '/v1/auth/signup', {
      body: { name: 'Acme Vision', email: 'dev@acme.example' },
    });
    expect(status).toBe(201);
  });

  it('leaves every other organization unchanged', async () => {
    const stranger = await world.openOrganization();
    const job = await world.createJob(stranger.test);
    await eraseOrganization(live);
    await world.passTime(15 * SECOND);
    expect((await world.get(`/v1/jobs/${job.id}`, stranger.test)).body.status).toBe('completed');
  });

  it('sends no event, makes no purchase, and stops sweeping after 7 years', async () => {
    await eraseOrganization(live);
    await world.passTime(0);
    await world.passTime((7 * 366 + 5) * DAY);
    expect(rows('events')).toEqual([]);
    expect(rows('audit_events')).toEqual([]);
    expect(await world.engine.nextDue()).toBeUndefined();
  });

  it('erases only the test environment with a test key', async () => {
    const liveJob = await world.createJob(live);
    const testJob = await confidentialJob();
    const { body } = await eraseOrganization(test);
    expect(body.retained.map(({ category }: { category: string }) => category)).toEqual([
      'erasures',
    ]);
    await world.passTime(0);
    expect((await world.get('/v1/jobs', test)).status).toBe(401);
    expect((await world.get(`/v1/jobs/${liveJob.id}`, live)).body.status).toBe('open');
    expect((await world.get('/v1/organization/settings', live)).body.name).toBe('Acme Vision');
    expect(rows('jobs').map(({ id }) => id)).not.toContain(testJob.id);
    expect(rows('workers')).toEqual([]);
  });
});
