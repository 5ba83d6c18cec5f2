import type { ListWebhookEventsQuery } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { notFound, validationError } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { claimQuota } from '../quotas/claim-quota.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import { addDelivery, subscribedEndpoints } from '../webhooks/emit-event.ts';
import { refreshEventStatus } from '../webhooks/event-status.ts';
import { followEvents } from '../webhooks/follow-events.ts';
import { presentEvent } from '../webhooks/present-event.ts';
import { isProven } from '../webhooks/proven-endpoint.ts';
import type { Operation } from './operation.ts';

export const listWebhookEvents: Operation<unknown, ListWebhookEventsQuery> = (call) => {
  const { type, status, after } = call.query;
  if (after !== undefined) {
    requireUnfiltered(call.query);
    return followEvents({ ...call, query: { ...call.query, after } });
  }
  const where = { ...scopeOf(call), ...(type && { type }), ...(status && { status }) };
  return listPage(call, call.tables.events, { where }, (event) => presentEvent(call, event));
};

function requireUnfiltered(query: ListWebhookEventsQuery): void {
  const filters = (['type', 'status'] as const).filter((name) => query[name] !== undefined);
  if (filters.length === 0) return;
  throw validationError(
    filters.map((field) => ({ field, message: 'cannot be combined with after; leave it out' })),
  );
}

/** Delivers the event again, from the first attempt, to every endpoint that now subscribes to it. */
export const replayWebhookEvent: Operation = async (call) => {
  const id = call.parameters.id ?? '';
  const event = await call.tables.events.get(id);
  if (!isVisible(call, event)) throw notFound('webhook event', id);
  await claimQuota(call, 'replays_per_hour', 1);
  const endpoints = await subscribedEndpoints(call, call, event.type);
  await claimQuota(call, 'pending_deliveries', endpoints.length);
  const unproven = endpoints.filter((endpoint) => !isProven(endpoint)).length;
  if (unproven > 0) await claimQuota(call, 'unproven_deliveries_per_hour', unproven);
  for (const endpoint of endpoints) {
    await addDelivery(call, scopeOf(call), event.id, endpoint.id);
  }
  await refreshEventStatus(call, event);
  await recordAudit(call, 'webhook_event.replayed', { type: 'event', id: event.id });
  return { status: 200, body: await presentEvent(call, event) };
};
