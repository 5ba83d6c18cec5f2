import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What becomes of an event: delivered, attempted again, replayed, listed and followed. */
export const webhookDeliveryScenarios: readonly Scenario[] = [
  {
    name: 'delivers signed events for each file and for completion, and lists them as delivered',
    async run(context) {
      const { test } = context;
      const receiver = await context.subscribe(test);
      const { id } = await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      expect([...receiver.types].sort()).toEqual([
        'job.completed',
        'submission.approved',
        'submission.approved',
        'submission.scored',
        'submission.scored',
      ]);
      expect(receiver.types.at(-1)).toBe('job.completed');
      expect(receiver.deliveries.at(-1)?.event.data).toMatchObject({ id, status: 'completed' });
      const { data } = await test.listWebhookEvents({ status: 'delivered' });
      expect(data).toHaveLength(5);
      expect(data[0]?.deliveries).toMatchObject([
        { status: 'delivered', attempts: 1, last_status_code: 200, next_attempt_at: null },
      ]);
    },
  },
  {
    name: 'follows events from a position, each once and in order, and waits for the next one',
    async run(context) {
      const { live } = context;
      const cancelOne = async () => live.cancelJob((await live.createJob(sampleJob)).id);
      const { position: begun } = await live.listWebhookEvents({ after: 'now' });
      const waiting = live.listWebhookEvents({ after: begun }, { wait: 60 });
      const cancelled = [await cancelOne()];
      const first = await waiting.withResponse();
      expect(first.data.data).toMatchObject([{ type: 'job.cancelled', data: cancelled[0] }]);
      expect(first.response.headers.get('preference-applied')).toBe('wait=60');
      cancelled.push(await cancelOne(), await cancelOne());
      const rest = live.listWebhookEvents({ after: first.data.position, limit: 1 });
      const followed = [...first.data.data, ...(await rest.toArray({ limit: 10 }))];
      expect(followed).toMatchObject(cancelled.map((data) => ({ data })));
      const whole = await live.listWebhookEvents({ after: 'start', limit: 100 });
      expect(whole.data.slice(-3)).toEqual(followed);
      const quiet = live.listWebhookEvents({ after: whole.position }, { wait: 5 });
      await context.advanceUntil(quiet);
      expect((await quiet).data).toEqual([]);
      const unknown = await apiErrorOf(live.listWebhookEvents({ after: 'unknown' }));
      expect(unknown).toMatchObject({ status: 400, details: [{ field: 'after' }] });
    },
  },
  {
    name: 'attempts a failing delivery six times over 8 hours, and replays it on request',
    async run(context) {
      const { test, world } = context;
      const receiver = await context.subscribe(test, ['job.cancelled']);
      receiver.status = 500;
      const start = await world.now();
      await test.cancelJob((await test.createJob(sampleJob)).id);
      await context.advance(24 * 3_600);
      const offsets = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];
      const due = offsets.map((offset) => start + offset);
      expect(receiver.deliveries.map(({ receivedAt }) => receivedAt)).toEqual(due);
      const [event] = (await test.listWebhookEvents({ status: 'failed' })).data;
      expect(event?.deliveries).toMatchObject([
        { status: 'failed', attempts: 6, last_status_code: 500 },
      ]);
      receiver.status = 204;
      await test.replayWebhookEvent(event?.id ?? '');
      await context.advance(1);
      expect(receiver.deliveries).toHaveLength(7);
      expect(new Set(receiver.deliveries.map(({ body }) => body)).size).toBe(1);
    },
  },
  {
    name: 'keeps the events of one environment from the endpoints of the other',
    async run(context) {
      const live = await context.subscribe(context.live);
      await context.test.cancelJob((await context.test.createJob(sampleJob)).id);
      await context.advance(1);
      expect(live.types).toEqual([]);
      expect((await context.live.listWebhookEvents()).data).toEqual([]);
    },
  },
];
