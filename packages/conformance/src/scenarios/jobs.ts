import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

export const jobScenarios: readonly Scenario[] = [
  {
    name: 'completes a test job within 15 seconds, through every status and at no cost',
    async run(context) {
      const { test } = context;
      const before = await test.getCreditBalance();
      const job = await test.createJob(sampleJob);
      expect(job).toMatchObject({
        ...sampleJob,
        status: 'open',
        environment: 'test',
        files_approved: 0,
      });
      const seen: string[] = [job.status];
      for (let second = 0; second < WORK_SECONDS; second += 1) {
        await context.advance(1);
        const { status } = await test.getJob(job.id);
        if (status !== seen.at(-1)) seen.push(status);
      }
      expect(seen).toEqual(['open', 'filled', 'in_progress', 'completed']);
      const completed = await test.getJob(job.id);
      expect(completed).toMatchObject({ files_approved: 2, files_pending: 0 });
      expect(Date.parse(completed.completed_at ?? '')).toBe(await context.world.now());
      const after = await test.getCreditBalance();
      expect([after.available_cents, after.held_cents]).toEqual([before.available_cents, 0]);
    },
  },
  {
    name: 'returns a job with every field that it was created with',
    async run({ test, world }) {
      const full = {
        ...sampleJob,
        title: 'Cups',
        files_per_submission: 2,
        min_star_rating: 4,
        scoring_criteria: 'Sharp, well lit',
        worker_guidelines: 'No brands',
        min_width: 800,
        min_height: 600,
        location: { lat: 52.5, lng: 13.4, radius_km: 10 },
        deadline: new Date((await world.now()) + 86_400_000).toISOString(),
        max_workers: 5,
        metadata: { campaign: 'autumn' },
        context: { text: 'Like this one', image_urls: ['https://example.com/cup.jpg'] },
      };
      const { id, ...created } = await test.createJob(full);
      expect(created).toMatchObject({ ...full, status: 'open' });
      expect(await test.getJob(id)).toEqual({ id, ...created });
    },
  },
  {
    name: 'ends a long poll on a status change or timeout, and confirms the wait in a header',
    async run(context) {
      const { live } = context;
      const { id } = await live.createJob(sampleJob);
      const cancelled = live.getJob(id, { wait: 60 });
      await live.cancelJob(id);
      expect((await cancelled).status).toBe('cancelled');
      const { id: other } = await live.createJob(sampleJob);
      const unchanged = live.getJob(other, { wait: 5 });
      await context.advanceUntil(unchanged);
      expect((await unchanged.withResponse()).response.headers.get('preference-applied')).toBe(
        'wait=5',
      );
      expect((await unchanged).status).toBe('open');
      const headers = { prefer: 'wait=61' };
      expect(await context.send('GET', `/v1/jobs/${id}`, { headers })).toMatchObject({
        status: 400,
      });
    },
  },
  {
    name: 'lists jobs newest first, in pages, filtered by status and type',
    async run(context) {
      const { test } = context;
      const created: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        created.unshift((await test.createJob(sampleJob)).id);
        await context.advance(1);
      }
      const [cancelled = ''] = created;
      await test.cancelJob(cancelled);
      const listed = await test.listJobs({ limit: 2 }).toArray({ limit: 10 });
      expect(listed.map(({ id }) => id)).toEqual(created);
      const { data } = await test.listJobs({ status: 'cancelled' });
      expect(data.map(({ id }) => id)).toEqual([cancelled]);
      expect((await test.listJobs({ type: 'feedback' })).data).toEqual([]);
      const page = await test.listJobs({ limit: 2 });
      await test.createJob(sampleJob);
      const next = await test.listJobs({ limit: 2, cursor: page.next_cursor ?? '' });
      expect(next.data.map(({ id }) => id)).toEqual(created.slice(2, 4));
      const invalid = await apiErrorOf(test.listJobs({ cursor: 'invalid' }));
      expect(invalid).toMatchObject({ status: 400, details: [{ field: 'cursor' }] });
    },
  },
  {
    name: 'cancels a job once, and never a completed one',
    async run(context) {
      const { test } = context;
      const receiver = await context.subscribe(test, ['job.cancelled']);
      const { id } = await test.createJob(sampleJob);
      expect(await test.cancelJob(id)).toMatchObject({ status: 'cancelled', files_pending: 0 });
      expect(await apiErrorOf(test.cancelJob(id))).toMatchObject({ status: 409, type: 'conflict' });
      const { id: other } = await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      expect(await apiErrorOf(test.cancelJob(other))).toMatchObject({
        status: 409,
        type: 'conflict',
      });
      expect(receiver.types).toEqual(['job.cancelled']);
      expect(receiver.deliveries[0]?.event.data.id).toBe(id);
    },
  },
  {
    name: 'rates a completed job once, and no other job',
    async run(context) {
      const { test } = context;
      const { id } = await test.createJob(sampleJob);
      expect(await apiErrorOf(test.rateJob(id, { rating: 5 }))).toMatchObject({ status: 409 });
      await context.advance(WORK_SECONDS);
      expect(await test.rateJob(id, { rating: 5 })).toMatchObject({ rating: 5 });
      const again = await apiErrorOf(test.rateJob(id, { rating: 1 }));
      expect(again).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'cancels a job at its deadline',
    async run(context) {
      const deadline = new Date((await context.world.now()) + 60_000).toISOString();
      const { id } = await context.live.createJob({ ...sampleJob, deadline });
      await context.advance(59);
      expect(await context.live.getJob(id)).toMatchObject({ status: 'open' });
      await context.advance(1);
      expect(await context.live.getJob(id)).toMatchObject({ status: 'cancelled' });
    },
  },
  {
    name: 'reports all invalid fields of a job at once, and a price out of range as pricing_violation',
    async run({ test }) {
      const wrong = {
        ...sampleJob,
        description: 'short',
        files_needed: 0,
        accepted_formats: ['image/gif'],
      };
      const error = await apiErrorOf(test.createJob(wrong as never));
      expect(error).toMatchObject({ status: 400, type: 'validation_error' });
      expect(error.details.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['description', 'files_needed', 'accepted_formats[0]']),
      );
      for (const price_per_file_cents of [9, 50_001]) {
        const violation = await apiErrorOf(test.createJob({ ...sampleJob, price_per_file_cents }));
        expect(violation).toMatchObject({ status: 400, type: 'pricing_violation' });
      }
    },
  },
  {
    name: 'rejects every file twice and never completes a job that requires five stars',
    async run(context) {
      const { test } = context;
      const receiver = await context.subscribe(test, [
        'submission.scored',
        'submission.approved',
        'submission.rejected',
        'job.completed',
      ]);
      const { id } = await test.createJob({ ...sampleJob, min_star_rating: 5 });
      await context.advance(3_600);
      expect(await test.getJob(id)).toMatchObject({
        files_approved: 0,
        files_pending: 0,
        status: 'open',
      });
      const { data } = await test.getJobSubmissions(id);
      expect(
        data.map(({ status, attempt, ai_star_rating }) => [status, attempt, ai_star_rating]),
      ).toEqual([
        ['rejected', 2, 4],
        ['rejected', 2, 4],
      ]);
      expect(new Set(receiver.types)).toEqual(
        new Set(['submission.scored', 'submission.rejected']),
      );
      expect(receiver.types.filter((type) => type === 'submission.rejected')).toHaveLength(2);
    },
  },
  {
    name: 'sends job.flagged with the reason for a flagged job',
    async run(context) {
      const { test } = context;
      const receiver = await context.subscribe(test, ['job.flagged']);
      const { id } = await test.createJob({ ...sampleJob, metadata: { fh_scenario: 'flagged' } });
      await context.advance(WORK_SECONDS);
      expect(receiver.deliveries.map(({ event }) => event.data)).toMatchObject([
        { id, flag_reason: expect.any(String) },
      ]);
    },
  },
];
