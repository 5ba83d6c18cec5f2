import type { CreateWebhookEndpointRequest } from '@firsthandapi/spec';

/** Every type of event that an endpoint can ask for. */
export const EVENT_TYPES = [
  'submission.scored',
  'submission.approved',
  'submission.rejected',
  'job.completed',
  'job.cancelled',
  'job.flagged',
  'credits.purchased',
  'credits.low_balance',
  'credits.auto_topped_up',
  'credits.expired',
  'credits.expiring_soon',
] as const satisfies readonly CreateWebhookEndpointRequest['events'][number][];

export type EventType = (typeof EVENT_TYPES)[number];
