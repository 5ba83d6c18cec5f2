import type { Work } from '../call.ts';
import type { EventRecord } from '../records.ts';
import { rowsUntilGone } from '../rows-until-gone.ts';

/** Deletes an event with its deliveries. Attempts that are still scheduled find nothing and end there. */
export async function deleteEvent({ tables }: Work, { id }: EventRecord): Promise<void> {
  for await (const delivery of rowsUntilGone(tables.deliveries, { where: { event_id: id } })) {
    await tables.deliveries.delete(delivery.id);
  }
  await tables.events.delete(id);
}
