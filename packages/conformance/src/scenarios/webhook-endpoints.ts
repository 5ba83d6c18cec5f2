import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import { expect } from 'vitest';
import type { Delivery } from '../checks/check-delivery.ts';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

/** Endpoints: their events, their URLs and their secrets. */
export const webhookEndpointScenarios: readonly Scenario[] = [
  {
    name: 'delivers only subscribed events, and only while the endpoint is enabled',
    async run(context) {
      const { test } = context;
      const receiver = await context.subscribe(test, ['job.cancelled']);
      const [endpoint] = (await test.listWebhookEndpoints()).data;
      const id = endpoint?.id ?? '';
      const cancelOne = async () => {
        await test.cancelJob((await test.createJob(sampleJob)).id);
        await context.advance(1);
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
      expect(await apiErrorOf(test.getWebhookEndpoint(id))).toMatchObject({ status: 404 });
    },
  },
  {
    name: 'returns 422 naming the field when a URL is not https',
    async run({ test }) {
      const url = 'http://shop.example/hooks';
      const created = await apiErrorOf(
        test.createWebhookEndpoint({ url, events: ['job.completed'] }),
      );
      expect(created).toMatchObject({
        status: 422,
        type: 'validation_error',
        details: [{ field: 'url' }],
      });
      const { id } = await test.createWebhookEndpoint({
        url: 'https://shop.example/hooks',
        events: ['job.completed'],
      });
      const updated = await apiErrorOf(test.updateWebhookEndpoint(id, { url }));
      expect(updated).toMatchObject({
        status: 422,
        type: 'validation_error',
        details: [{ field: 'url' }],
      });
    },
  },
  {
    name: 'signs with each secret for 24 hours after its rotation, then with the new one',
    async run(context) {
      const { test, world } = context;
      const receiver = await context.subscribe(test, ['job.cancelled']);
      const [endpoint] = (await test.listWebhookEndpoints()).data;
      const rotate = async () => (await test.rotateWebhookSecret(endpoint?.id ?? '')).secret;
      const [old = ''] = receiver.secrets;
      const secrets = [old, await rotate()];
      const verifiesUnder = async () => {
        await test.cancelJob((await test.createJob(sampleJob)).id);
        await context.advance(1);
        const receivedAt = new Date(await world.now());
        return secrets.map((secret) =>
          isSignedWith(secret, receiver.deliveries.at(-1), receivedAt),
        );
      };
      expect(await verifiesUnder()).toEqual([true, true]);
      await context.advance(43_200);
      const newest = await rotate();
      secrets.push(newest);
      expect(await verifiesUnder()).toEqual([true, true, true]);
      receiver.secrets.splice(0, 1, newest);
      await context.advance(43_200);
      expect(await verifiesUnder()).toEqual([false, true, true]);
      await context.advance(43_200);
      expect(await verifiesUnder()).toEqual([false, false, true]);
    },
  },
];

function isSignedWith(secret: string, delivery: Delivery | undefined, receivedAt: Date): boolean {
  const signature = delivery?.headers.get('x-firsthand-signature');
  try {
    return verifyWebhookSignature(delivery?.body ?? '', signature, secret, { receivedAt });
  } catch {
    return false;
  }
}
