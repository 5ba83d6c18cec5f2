import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { humanJob, liveJob } from '../../context/jobs-for-people.ts';
import type { Scenario } from '../../context/scenario.ts';

/** What people go through with what they submit, from the job to the result. */
export const workScenarios: readonly Scenario[] = [
  {
    name: 'has a person do a live job, whose buyer gets the very bytes and a signed webhook',
    async run(context) {
      const { live } = context;
      const receiver = await context.subscribe(live);
      const job = await live.createJob({ ...liveJob, title: 'Doors', metadata: { order: '7' } });
      const ana = await context.worker('ana@example.com');
      const { data } = await ana.call('listJobs', { query: { environment: 'live' } });
      expect(data).toMatchObject([{ id: job.id, is_eligible: true, reward_cents: 800 }]);
      expect(await ana.call('getJob', { id: job.id })).not.toHaveProperty('metadata');
      await ana.call('acceptJob', { id: job.id });
      expect((await live.getJob(job.id)).status).toBe('filled');
      const photo = ana.newFile();
      const submission = await ana.submit(job.id, photo);
      expect(submission.status).toBe('pending_score');
      await context.advance(1);
      const [scored] = (await ana.call('listSubmissions')).data;
      expect(scored).toMatchObject({ id: submission.id, status: 'approved', ai_star_rating: 4 });
      const [file] = (await live.getJobFiles(job.id)).data;
      if (file === undefined) throw new Error('The job has no file');
      expect(file.content_hash).toBe(createHash('sha256').update(photo).digest('hex'));
      expect(new Uint8Array(await live.downloadFile(file))).toEqual(photo);
      expect(receiver.types).toContain('job.completed');
    },
  },
  {
    name: 'has a person do a test job that asks for one, which pays nothing',
    async run(context) {
      const job = await context.test.createJob(humanJob);
      const ana = await context.worker('ana@example.com');
      await context.advance(15);
      const { data } = await ana.call('listJobs', { query: { environment: 'test' } });
      expect(data).toMatchObject([{ id: job.id, reward_cents: 0 }]);
      await ana.call('acceptJob', { id: job.id });
      await ana.submit(job.id);
      await context.advance(1);
      expect((await context.test.getJob(job.id)).status).toBe('completed');
      expect(await ana.call('getEarnings')).toMatchObject({ pending_cents: 0 });
    },
  },
  {
    name: 'gives a file below the threshold one retry, then rejects it, and takes one appeal',
    async run(context) {
      const job = await context.test.createJob({ ...humanJob, min_star_rating: 5 });
      const ana = await context.worker('ana@example.com');
      await ana.call('acceptJob', { id: job.id });
      const first = await ana.submit(job.id);
      await context.advance(1);
      expect((await ana.call('getSubmission', { id: first.id })).status).toBe('retry_pending');
      await ana.retry(first);
      await context.advance(1);
      const rejected = await ana.call('getSubmission', { id: first.id });
      expect(rejected).toMatchObject({ status: 'rejected', rejection_code: 'below_threshold' });
      expect((await context.test.getJob(job.id)).status).toBe('open');
      const appeal = { id: first.id, body: { text: 'It is what was asked for.' } };
      expect((await ana.call('appealSubmission', appeal)).appeal?.status).toBe('open');
      expect((await ana.refused('appealSubmission', appeal)).status).toBe(409);
    },
  },
  {
    name: 'rejects a file with exactly the bytes of an earlier one, and charges nothing for it',
    async run(context) {
      const { live } = context;
      const job = await live.createJob({ ...liveJob, files_needed: 2 });
      const [ana, bob] = [
        await context.worker('ana@example.com'),
        await context.worker('bob@example.com'),
      ];
      const photo = ana.newFile();
      for (const person of [ana, bob]) {
        await person.call('acceptJob', { id: job.id });
        await person.submit(job.id, photo);
        await context.advance(1);
      }
      expect((await ana.call('listSubmissions')).data).toMatchObject([{ status: 'approved' }]);
      expect((await bob.call('listSubmissions')).data).toMatchObject([
        { status: 'rejected', rejection_code: 'duplicate', ai_star_rating: 1 },
      ]);
      expect(await live.getCreditBalance()).toMatchObject({ held_cents: 1_000 });
      expect(await bob.call('getTrust')).toMatchObject({ object: 'trust' });
    },
  },
  {
    name: 'makes nothing of other people known to a person',
    async run(context) {
      const job = await context.test.createJob(humanJob);
      const [ana, bob] = [
        await context.worker('ana@example.com'),
        await context.worker('bob@example.com'),
      ];
      await ana.call('acceptJob', { id: job.id });
      const upload = await ana.upload(job.id);
      const { id } = await ana.submit(job.id);
      expect((await bob.refused('getUpload', { id: upload })).status).toBe(404);
      expect((await bob.refused('getSubmission', { id })).status).toBe(404);
      expect((await bob.refused('extendLease', { id: job.id })).status).toBe(404);
      await ana.call('deleteUpload', { id: upload });
      expect((await ana.refused('getUpload', { id: upload })).status).toBe(404);
    },
  },
];
