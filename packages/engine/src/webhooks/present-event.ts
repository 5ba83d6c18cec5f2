import type { EventWithDeliveries } from '@firsthandapi/spec';
import type { DeliveryRecord, EventRecord } from '../store/records.ts';
import type { Tables } from '../store/store.ts';
import { nullableTimestamp } from '../time/timestamp.ts';

/** Maximum number of deliveries shown with an event, the newest ones. */
const SHOWN_DELIVERIES = 100;

/** Returns an event as the API shows it: the delivered body, and its deliveries. */
export async function presentEvent(
  { tables }: { readonly tables: Tables },
  event: EventRecord,
): Promise<EventWithDeliveries> {
  const deliveries = await tables.deliveries.list({
    where: { event_id: event.id },
    limit: SHOWN_DELIVERIES,
  });
  return { ...JSON.parse(event.body), deliveries: deliveries.map(presentDelivery) };
}

function presentDelivery(delivery: DeliveryRecord): EventWithDeliveries['deliveries'][number] {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpoint_id,
    status: delivery.status,
    attempts: delivery.attempts,
    last_status_code: delivery.last_status_code,
    next_attempt_at: nullableTimestamp(delivery.next_attempt_at),
    failure_reason: delivery.failure_reason,
  };
}
