import type { EndpointState } from '../store/outbox.ts';
import type { DeliveryRecord, EventRecord, WebhookEndpointRecord } from '../store/records.ts';
import { rowsById } from '../store/rows.ts';
import type { Work } from '../work/work.ts';
import type { Attempt } from './attempt.ts';
import { signDelivery } from './sign-delivery.ts';

/** Claimed deliveries by their outcome. */
interface Claimed {
  readonly attempts: readonly Attempt[];
  /** Those whose event or endpoint is gone, or whose endpoint is disabled. */
  readonly dead: readonly DeliveryRecord[];
  /** Those that could not be signed, and why. */
  readonly unsigned: readonly { readonly delivery: DeliveryRecord; readonly error: unknown }[];
}

/** Signs the attempts that deliveries are claimed for. One that cannot be signed holds up no other. */
export async function signClaimed(
  work: Work,
  claimed: readonly DeliveryRecord[],
): Promise<Claimed> {
  const { tables } = work;
  // Read together: to some stores each read is a round trip.
  const [events, endpoints] = await Promise.all([
    rowsById(
      tables.events,
      claimed.map(({ event_id }) => event_id),
    ),
    rowsById(
      tables.webhook_endpoints,
      claimed.map(({ endpoint_id }) => endpoint_id),
    ),
  ]);
  const attempts: Attempt[] = [];
  const dead: DeliveryRecord[] = [];
  const unsigned: { delivery: DeliveryRecord; error: unknown }[] = [];
  for (const delivery of claimed) {
    const event = events.get(delivery.event_id);
    const endpoint = endpoints.get(delivery.endpoint_id);
    if (event === undefined || !endpoint?.enabled) dead.push(delivery);
    else {
      try {
        attempts.push(await signed(work, delivery, event, endpoint));
      } catch (error) {
        unsigned.push({ delivery, error });
      }
    }
  }
  return { attempts, dead, unsigned };
}

async function signed(
  work: Work,
  delivery: DeliveryRecord,
  event: EventRecord,
  endpoint: WebhookEndpointRecord,
): Promise<Attempt> {
  const { organization_id, endpoint_id } = delivery;
  const { url, enabled, failing_since, proven_at } = endpoint;
  const state: EndpointState = { url, enabled, failing_since, proven_at };
  const request = await signDelivery(work, delivery, event, endpoint);
  return { organization_id, endpoint_id, delivery, endpoint: state, request };
}
