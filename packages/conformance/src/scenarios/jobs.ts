import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

/** Creating, reading, listing and rating jobs. */
export const jobScenarios: readonly Scenario[] = [
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
];
