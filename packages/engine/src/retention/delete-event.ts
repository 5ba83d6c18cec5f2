import type { EventRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

/** Deletes an event with its deliveries. Attempts that are still scheduled then find nothing to send. */
export async function deleteEvent({ tables }: Work, { id }: EventRecord): Promise<void> {
  for await (const delivery of rowsUntilGone(tables.deliveries, { where: { event_id: id } })) {
    await tables.deliveries.delete(delivery.id);
  }
  await tables.events.delete(id);
}
