import { expect } from 'vitest';
import { order, WORK_SECONDS } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

export const jobStories: readonly Story[] = [
  {
    name: 'a test job goes open, filled, in_progress, completed within 15 seconds, and costs nothing',
    async play(stage) {
      const { test } = stage;
      const before = await test.getCreditBalance();
      const job = await test.createJob(order);
      expect(job).toMatchObject({
        ...order,
        status: 'open',
        environment: 'test',
        files_approved: 0,
      });
      const seen: string[] = [job.status];
      for (let second = 0; second < WORK_SECONDS; second += 1) {
        await stage.advance(1);
        const { status } = await test.getJob(job.id);
        if (status !== seen.at(-1)) seen.push(status);
      }
      expect(seen).toEqual(['open', 'filled', 'in_progress', 'completed']);
      const completed = await test.getJob(job.id);
      expect(completed).toMatchObject({ files_approved: 2, files_pending: 0 });
      expect(Date.parse(completed.completed_at ?? '')).toBe(await stage.world.now());
      const after = await test.getCreditBalance();
      expect([after.available_cents, after.held_cents]).toEqual([before.available_cents, 0]);
    },
  },
  {
    name: 'a job comes back with everything that it was created with',
    async play({ test, world }) {
      const full = {
        ...order,
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
    name: 'a long poll answers when the status changes, or when its time is over, and says that it waited',
    async play(stage) {
      const { live } = stage;
      const { id } = await live.createJob(order);
      const cancelled = live.getJob(id, { wait: 60 });
      await live.cancelJob(id);
      expect((await cancelled).status).toBe('cancelled');
      const { id: other } = await live.createJob(order);
      const unchanged = live.getJob(other, { wait: 5 });
      await stage.advanceUntil(unchanged);
      expect((await unchanged.withResponse()).response.headers.get('preference-applied')).toBe(
        'wait=5',
      );
      expect((await unchanged).status).toBe('open');
      const headers = { prefer: 'wait=61' };
      expect(await stage.send('GET', `/v1/jobs/${id}`, { headers })).toMatchObject({ status: 400 });
    },
  },
  {
    name: 'jobs are listed newest first, page by page, by status and by type',
    async play(stage) {
      const { test } = stage;
      const made: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        made.unshift((await test.createJob(order)).id);
        await stage.advance(1);
      }
      const [cancelled = ''] = made;
      await test.cancelJob(cancelled);
      const listed = await test.listJobs({ limit: 2 }).toArray({ limit: 10 });
      expect(listed.map(({ id }) => id)).toEqual(made);
      const { data } = await test.listJobs({ status: 'cancelled' });
      expect(data.map(({ id }) => id)).toEqual([cancelled]);
      expect((await test.listJobs({ type: 'feedback' })).data).toEqual([]);
      const page = await test.listJobs({ limit: 2 });
      await test.createJob(order);
      const next = await test.listJobs({ limit: 2, cursor: page.next_cursor ?? '' });
      expect(next.data.map(({ id }) => id)).toEqual(made.slice(2, 4));
      const madeUp = await refusal(test.listJobs({ cursor: 'made-up' }));
      expect(madeUp).toMatchObject({ status: 400, details: [{ field: 'cursor' }] });
    },
  },
  {
    name: 'a job is cancelled once, and a completed one never',
    async play(stage) {
      const { test } = stage;
      const receiver = await stage.subscribe(test, ['job.cancelled']);
      const { id } = await test.createJob(order);
      expect(await test.cancelJob(id)).toMatchObject({ status: 'cancelled', files_pending: 0 });
      expect(await refusal(test.cancelJob(id))).toMatchObject({ status: 409, type: 'conflict' });
      const { id: other } = await test.createJob(order);
      await stage.advance(WORK_SECONDS);
      expect(await refusal(test.cancelJob(other))).toMatchObject({ status: 409, type: 'conflict' });
      expect(receiver.types).toEqual(['job.cancelled']);
      expect(receiver.deliveries[0]?.event.data.id).toBe(id);
    },
  },
  {
    name: 'a completed job is rated once, and no other job',
    async play(stage) {
      const { test } = stage;
      const { id } = await test.createJob(order);
      expect(await refusal(test.rateJob(id, { rating: 5 }))).toMatchObject({ status: 409 });
      await stage.advance(WORK_SECONDS);
      expect(await test.rateJob(id, { rating: 5 })).toMatchObject({ rating: 5 });
      const again = await refusal(test.rateJob(id, { rating: 1 }));
      expect(again).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'a deadline that passes cancels the job',
    async play(stage) {
      const deadline = new Date((await stage.world.now()) + 60_000).toISOString();
      const { id } = await stage.live.createJob({ ...order, deadline });
      await stage.advance(59);
      expect(await stage.live.getJob(id)).toMatchObject({ status: 'open' });
      await stage.advance(1);
      expect(await stage.live.getJob(id)).toMatchObject({ status: 'cancelled' });
    },
  },
  {
    name: 'every wrong field of a job is named in one answer, and a wrong price is a pricing violation',
    async play({ test }) {
      const wrong = {
        ...order,
        description: 'short',
        files_needed: 0,
        accepted_formats: ['image/gif'],
      };
      const error = await refusal(test.createJob(wrong as never));
      expect(error).toMatchObject({ status: 400, type: 'validation_error' });
      expect(error.details.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['description', 'files_needed', 'accepted_formats[0]']),
      );
      for (const price_per_file_cents of [9, 50_001]) {
        const violation = await refusal(test.createJob({ ...order, price_per_file_cents }));
        expect(violation).toMatchObject({ status: 400, type: 'pricing_violation' });
      }
    },
  },
  {
    name: 'a job that asks for five stars is never completed: files are rejected, retried, rejected',
    async play(stage) {
      const { test } = stage;
      const receiver = await stage.subscribe(test, [
        'submission.scored',
        'submission.approved',
        'submission.rejected',
        'job.completed',
      ]);
      const { id } = await test.createJob({ ...order, min_star_rating: 5 });
      await stage.advance(3_600);
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
    name: 'a flagged job says why, in the job and in job.flagged',
    async play(stage) {
      const { test } = stage;
      const receiver = await stage.subscribe(test, ['job.flagged']);
      const { id } = await test.createJob({ ...order, metadata: { fh_scenario: 'flagged' } });
      await stage.advance(WORK_SECONDS);
      expect(receiver.deliveries.map(({ event }) => event.data)).toMatchObject([
        { id, flag_reason: expect.any(String) },
      ]);
    },
  },
];
