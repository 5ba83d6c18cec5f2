import type { EventWithDeliveries } from '@firsthandapi/sdk';
import { z } from 'zod';
import { cursor, limit, nextCursor } from './paging.ts';
import { defineTool, READS } from './tool.ts';

const delivery = z.object({
  endpoint_id: z.string(),
  status: z.string(),
  attempts: z.number(),
  last_status_code: z.number().nullable(),
  next_attempt_at: z.string().nullable(),
  failure_reason: z.string().nullish(),
});

export const listWebhookEvents = defineTool({
  name: 'list_webhook_events',
  title: 'List webhook events',
  description:
    'Lists webhook events with the state of their deliveries, newest first, to find out why a webhook did not arrive.',
  scopes: ['webhooks:read'],
  annotations: READS,
  input: z.strictObject({
    status: z.enum(['pending', 'delivered', 'failed']).optional(),
    ...{ limit, cursor },
  }),
  output: z.object({
    events: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        created_at: z.string(),
        resource_id: z.string().optional(),
        deliveries: z.array(delivery),
      }),
    ),
    next_cursor: nextCursor,
  }),
  async run(query, { client, signal }) {
    const page = await client.listWebhookEvents(query, { signal });
    return { facts: { events: page.data.map(summarizeEvent), next_cursor: page.next_cursor } };
  },
});

/** Leaves the event's data out: it may contain what a worker wrote. */
function summarizeEvent({ id, type, created_at, data, deliveries }: EventWithDeliveries) {
  const resource_id = (data as { id?: string } | null)?.id;
  return {
    ...{ id, type, created_at, ...(resource_id !== undefined && { resource_id }) },
    deliveries: deliveries.map((one) => {
      const { endpoint_id, status, attempts, last_status_code, next_attempt_at } = one;
      const { failure_reason } = one;
      const facts = { endpoint_id, status, attempts, last_status_code, next_attempt_at };
      return { ...facts, failure_reason };
    }),
  };
}
