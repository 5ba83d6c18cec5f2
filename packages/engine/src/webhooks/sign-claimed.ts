import type { ClaimedDelivery, EndpointState } from '../store/outbox.ts';
import type { DeliveryRecord, EventRecord, WebhookEndpointRecord } from '../store/records.ts';
import { rowsById } from '../store/rows.ts';
import type { Tables } from '../store/store.ts';
import type { Attempt } from './attempt.ts';
import { type Signing, signDelivery } from './sign-delivery.ts';

/** Claimed deliveries by their outcome. */
interface Claimed {
  readonly attempts: readonly Attempt[];
  /** Those whose event or endpoint is gone, or whose endpoint is disabled. */
  readonly dead: readonly DeliveryRecord[];
  /** Those that could not be signed, and why. */
  readonly unsigned: readonly { readonly delivery: DeliveryRecord; readonly error: unknown }[];
}

/** Reads what the attempts are made of that deliveries are claimed for. */
export async function readClaimed(
  { events, webhook_endpoints }: Pick<Tables, 'events' | 'webhook_endpoints'>,
  claimed: readonly DeliveryRecord[],
): Promise<readonly ClaimedDelivery[]> {
  // Read together: to some stores each read is a round trip.
  const [eventsById, endpointsById] = await Promise.all([
    rowsById(
      events,
      claimed.map(({ event_id }) => event_id),
    ),
    rowsById(
      webhook_endpoints,
      claimed.map(({ endpoint_id }) => endpoint_id),
    ),
  ]);
  return claimed.map((delivery) => ({
    delivery,
    event: eventsById.get(delivery.event_id),
    endpoint: endpointsById.get(delivery.endpoint_id),
  }));
}

/** Signs the attempts that deliveries are claimed for. One that cannot be signed holds up no other. */
export async function signClaimed(
  signing: Signing,
  claimed: readonly ClaimedDelivery[],
): Promise<Claimed> {
  const attempts: Attempt[] = [];
  const dead: DeliveryRecord[] = [];
  const unsigned: { delivery: DeliveryRecord; error: unknown }[] = [];
  for (const { delivery, event, endpoint } of claimed) {
    if (event === undefined || !endpoint?.enabled) dead.push(delivery);
    else {
      try {
        attempts.push(await signed(signing, delivery, event, endpoint));
      } catch (error) {
        unsigned.push({ delivery, error });
      }
    }
  }
  return { attempts, dead, unsigned };
}

async function signed(
  signing: Signing,
  delivery: DeliveryRecord,
  event: EventRecord,
  endpoint: WebhookEndpointRecord,
): Promise<Attempt> {
  const { organization_id, endpoint_id } = delivery;
  const { url, enabled, failing_since, proven_at } = endpoint;
  const state: EndpointState = { url, enabled, failing_since, proven_at };
  const request = await signDelivery(signing, delivery, event, endpoint);
  return { organization_id, endpoint_id, delivery, endpoint: state, request };
}
