import { expect } from 'vitest';
import { humanJob } from '../../context/jobs-for-people.ts';
import type { Scenario } from '../../context/scenario.ts';

const LEASE_SECONDS = 1_800;

/** How long people keep the slots that they have accepted. */
export const leaseScenarios: readonly Scenario[] = [
  {
    name: 'frees the slots of a lease that ends, for another person',
    async run(context) {
      const job = await context.test.createJob(humanJob);
      const [ana, bob] = [
        await context.worker('ana@example.com'),
        await context.worker('bob@example.com'),
      ];
      await ana.call('acceptJob', { id: job.id });
      const { status, body } = await bob.refused('acceptJob', { id: job.id });
      expect([status, body.error.details]).toEqual([
        409,
        [expect.objectContaining({ message: 'full' })],
      ]);
      const upload_id = await ana.upload(job.id);
      await context.advance(LEASE_SECONDS);
      const late = { upload_id, capture: { method: 'in_app' } };
      const refusal = await ana.refused('submitFile', { id: job.id, body: late });
      expect([404, 409]).toContain(refusal.status);
      await bob.call('acceptJob', { id: job.id });
      const { data } = await ana.call('listAssignments', { query: { status: 'ended' } });
      expect(data).toMatchObject([{ job_id: job.id }]);
    },
  },
  {
    name: 'extends a lease once, by as much',
    async run(context) {
      const job = await context.test.createJob(humanJob);
      const ana = await context.worker('ana@example.com');
      const accepted = await ana.call('acceptJob', { id: job.id });
      const extended = await ana.call('extendLease', { id: job.id });
      const longer = Date.parse(extended.expires_at ?? '') - Date.parse(accepted.expires_at ?? '');
      expect(longer).toBe(LEASE_SECONDS * 1_000);
      expect((await ana.refused('extendLease', { id: job.id })).status).toBe(409);
      await context.advance(LEASE_SECONDS + 60);
      await ana.submit(job.id);
    },
  },
  {
    name: 'takes slots back at any time, and offers them again',
    async run(context) {
      const job = await context.test.createJob(humanJob);
      const ana = await context.worker('ana@example.com');
      await ana.call('acceptJob', { id: job.id });
      await ana.call('returnJob', { id: job.id });
      expect((await context.test.getJob(job.id)).status).toBe('open');
      const bob = await context.worker('bob@example.com');
      const { data } = await bob.call('listJobs', { query: { environment: 'test' } });
      expect(data).toMatchObject([{ id: job.id, is_eligible: true }]);
    },
  },
  {
    name: 'rejects a file whose retry does not come in time, without an appeal',
    async run(context) {
      const job = await context.test.createJob({ ...humanJob, min_star_rating: 5 });
      const ana = await context.worker('ana@example.com');
      await ana.call('acceptJob', { id: job.id });
      const { id } = await ana.submit(job.id);
      await context.advance(1);
      await context.advance(LEASE_SECONDS);
      const rejected = await ana.call('getSubmission', { id });
      expect(rejected).toMatchObject({ status: 'rejected', rejection_code: 'retry_expired' });
      const appeal = { id, body: { text: 'I had no connection.' } };
      expect((await ana.refused('appealSubmission', appeal)).status).toBe(409);
    },
  },
];
