import type { DeliveryRecord, DeliveryStatus, EventRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** Sets an event's status to that of its worst delivery: pending, else failed, else delivered. */
export async function refreshEventStatus(work: Work, event: EventRecord): Promise<void> {
  const deliveries = await work.tables.deliveries.list({
    where: { event_id: event.id },
    limit: 1_000,
  });
  const status = worstStatus(deliveries);
  if (status !== event.status) await work.tables.events.update({ ...event, status });
}

function worstStatus(deliveries: readonly DeliveryRecord[]): DeliveryStatus {
  if (deliveries.some(({ status }) => status === 'pending')) return 'pending';
  return deliveries.some(({ status }) => status === 'failed') ? 'failed' : 'delivered';
}
