import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import { expect } from 'vitest';
import { order, WORK_SECONDS } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const webhookStories: readonly Story[] = [
  {
    name: 'each file and the end of a job are announced, signed, and shown as delivered',
    async play(stage) {
      const { test } = stage;
      const receiver = await stage.subscribe(test);
      const { id } = await test.createJob(order);
      await stage.advance(WORK_SECONDS);
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
    name: 'an endpoint hears what it subscribes to, only while it is enabled',
    async play(stage) {
      const { test } = stage;
      const receiver = await stage.subscribe(test, ['job.cancelled']);
      const [endpoint] = (await test.listWebhookEndpoints()).data;
      const id = endpoint?.id ?? '';
      const cancelOne = async () => {
        await test.cancelJob((await test.createJob(order)).id);
        await stage.advance(1);
      };
      await cancelOne();
      await test.updateWebhookEndpoint(id, { enabled: false });
      await cancelOne();
      expect(await test.getWebhookEndpoint(id)).toMatchObject({ enabled: false });
      expect(receiver.types).toEqual(['job.cancelled']);
      await test.updateWebhookEndpoint(id, { enabled: true, events: ['job.completed'] });
      await cancelOne();
      expect(receiver.types).toEqual(['job.cancelled']);
      await test.deleteWebhookEndpoint(id);
      expect(await refusal(test.getWebhookEndpoint(id))).toMatchObject({ status: 404 });
    },
  },
  {
    name: 'a URL that is not https is a 422 that names it',
    async play({ test }) {
      const url = 'http://shop.example/hooks';
      const created = await refusal(test.createWebhookEndpoint({ url, events: ['job.completed'] }));
      expect(created).toMatchObject({
        status: 422,
        type: 'validation_error',
        details: [{ field: 'url' }],
      });
      const { id } = await test.createWebhookEndpoint({
        url: 'https://shop.example/hooks',
        events: ['job.completed'],
      });
      const updated = await refusal(test.updateWebhookEndpoint(id, { url }));
      expect(updated).toMatchObject({
        status: 422,
        type: 'validation_error',
        details: [{ field: 'url' }],
      });
    },
  },
  {
    name: 'after a rotation deliveries verify under both secrets for 24 hours, then under the new one',
    async play(stage) {
      const { test, world } = stage;
      const receiver = await stage.subscribe(test, ['job.cancelled']);
      const [endpoint] = (await test.listWebhookEndpoints()).data;
      const [old = ''] = receiver.secrets;
      const { secret } = await test.rotateWebhookSecret(endpoint?.id ?? '');
      const verifiesUnder = async () => {
        await test.cancelJob((await test.createJob(order)).id);
        await stage.advance(1);
        const delivery = receiver.deliveries.at(-1);
        const signature = delivery?.headers.get('x-firsthand-signature');
        const receivedAt = new Date(await world.now());
        return [old, secret].map((one) => {
          try {
            return verifyWebhookSignature(delivery?.body ?? '', signature, one, { receivedAt });
          } catch {
            return false;
          }
        });
      };
      expect(await verifiesUnder()).toEqual([true, true]);
      receiver.secrets.splice(0, 1, secret);
      await stage.advance(86_400);
      expect(await verifiesUnder()).toEqual([false, true]);
    },
  },
  {
    name: 'a failing endpoint is tried six times over 8 hours, then the event can be replayed',
    async play(stage) {
      const { test, world } = stage;
      const receiver = await stage.subscribe(test, ['job.cancelled']);
      receiver.status = 500;
      const start = await world.now();
      await test.cancelJob((await test.createJob(order)).id);
      await stage.advance(24 * 3_600);
      const offsets = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];
      const due = offsets.map((offset) => start + offset);
      expect(receiver.deliveries.map(({ receivedAt }) => receivedAt)).toEqual(due);
      const [event] = (await test.listWebhookEvents({ status: 'failed' })).data;
      expect(event?.deliveries).toMatchObject([
        { status: 'failed', attempts: 6, last_status_code: 500 },
      ]);
      receiver.status = 204;
      await test.replayWebhookEvent(event?.id ?? '');
      await stage.advance(1);
      expect(receiver.deliveries).toHaveLength(7);
      expect(new Set(receiver.deliveries.map(({ body }) => body)).size).toBe(1);
    },
  },
  {
    name: 'events of one environment never reach the endpoints of the other',
    async play(stage) {
      const live = await stage.subscribe(stage.live);
      await stage.test.cancelJob((await stage.test.createJob(order)).id);
      await stage.advance(1);
      expect(live.types).toEqual([]);
      expect((await stage.live.listWebhookEvents()).data).toEqual([]);
    },
  },
];
