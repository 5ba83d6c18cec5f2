import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

/** What becomes of a job: completed, cancelled, flagged, or open for ever. */
export const jobLifecycleScenarios: readonly Scenario[] = [
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
