import { MAX_ENDPOINTS } from '../quotas/limits/quota-table.ts';
import type {
  DeliveryFailureReason,
  DeliveryRecord,
  DeliveryStatus,
  WebhookEndpointRecord,
} from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { refusedDeliveries } from './refused-deliveries.ts';

/** Version of the event body format (contract §4). */
export const EVENT_API_VERSION = '2026-03-18';

const NONE_REFUSED: Awaited<ReturnType<typeof refusedDeliveries>> = new Map();

/** The resource that an event is about, as clients see it. */
export interface EventData {
  readonly object: string;
  readonly id?: string | undefined;
  readonly job_id?: string | null | undefined;
}

/**
 * Records an event, and a delivery for each enabled endpoint that subscribes to its type, in the current transaction:
 * once the change that caused it is committed, the event cannot be lost (contract §7).
 */
export async function emitEvent(
  work: Work,
  scope: Scope,
  type: string,
  data: EventData,
): Promise<void> {
  const { ids } = work.ports;
  const id = ids.next('evt', work.now);
  const body = JSON.stringify({
    id,
    object: 'event',
    type,
    api_version: EVENT_API_VERSION,
    created_at: timestamp(work.now),
    data,
  });
  const endpoints = await subscribedEndpoints(work, scope, type);
  const refused =
    endpoints.length === 0 ? NONE_REFUSED : await refusedDeliveries(work, scope, endpoints);
  await work.tables.events.insert({
    organization_id: scope.organization_id,
    environment: scope.environment,
    id,
    type,
    job_id: jobIdOf(data),
    body,
    status: firstStatus(endpoints.length, refused.size),
    created_at: work.now,
  });
  for (const endpoint of endpoints) {
    const reason = refused.get(endpoint.id);
    if (reason === undefined) await addDelivery(work, scope, id, endpoint.id);
    else await work.tables.deliveries.insert(failedDelivery(work, scope, id, endpoint.id, reason));
  }
}

function firstStatus(deliveries: number, refused: number): DeliveryStatus {
  if (deliveries === 0) return 'delivered';
  return refused === deliveries ? 'failed' : 'pending';
}

function jobIdOf({ object, id, job_id }: EventData): string | null {
  return (object === 'job' ? id : job_id) ?? null;
}

/** Adds a delivery that is due at once, or after the delay of a simulating host. */
export async function addDelivery(
  work: Work,
  scope: Scope,
  eventId: string,
  endpointId: string,
): Promise<void> {
  const dueAt = work.now + (work.settings.deliveryDelayMs?.() ?? 0);
  await work.tables.deliveries.insert(newDelivery(work, scope, eventId, endpointId, dueAt));
}

function newDelivery(
  work: Work,
  scope: Scope,
  eventId: string,
  endpointId: string,
  dueAt: Instant,
): DeliveryRecord {
  return {
    organization_id: scope.organization_id,
    environment: scope.environment,
    id: work.ports.ids.next('whd', work.now),
    event_id: eventId,
    endpoint_id: endpointId,
    status: 'pending',
    attempts: 0,
    last_status_code: null,
    next_attempt_at: dueAt,
    failure_reason: null,
    created_at: dueAt,
    traceparent: work.ports.traces?.current() ?? null,
  };
}

function failedDelivery(
  work: Work,
  scope: Scope,
  eventId: string,
  endpointId: string,
  failure_reason: DeliveryFailureReason,
): DeliveryRecord {
  const delivery = newDelivery(work, scope, eventId, endpointId, work.now);
  return { ...delivery, status: 'failed', next_attempt_at: null, failure_reason };
}

/** Returns the enabled endpoints that subscribe to the event type, oldest first. */
export async function subscribedEndpoints(
  work: Work,
  { organization_id, environment }: Scope,
  type: string,
): Promise<readonly WebhookEndpointRecord[]> {
  const endpoints = await work.tables.webhook_endpoints.list({
    where: { organization_id, environment, enabled: true },
    order: 'oldest',
    limit: MAX_ENDPOINTS,
  });
  return endpoints.filter((endpoint) => endpoint.events.includes(type));
}
