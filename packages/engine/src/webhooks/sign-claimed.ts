import type { ClaimedDelivery, EndpointState } from '../store/outbox.ts';
import type { DeliveryRecord, WebhookEndpointRecord } from '../store/records.ts';
import { rowsById } from '../store/rows.ts';
import type { Tables } from '../store/store.ts';
import type { Attempt } from './attempt.ts';
import { type Signable, type Signing, signDelivery } from './sign-delivery.ts';
import { signingSecrets } from './webhook-endpoint.ts';

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
  // Opened once for all deliveries of an endpoint.
  const secrets = new Map<WebhookEndpointRecord, ReturnType<typeof signingSecrets>>();
  const secretsOf = (endpoint: WebhookEndpointRecord) => {
    const opened = secrets.get(endpoint) ?? signingSecrets(signing, endpoint);
    secrets.set(endpoint, opened);
    return opened;
  };
  for (const { delivery, event, endpoint } of claimed) {
    if (event === undefined || !endpoint?.enabled) dead.push(delivery);
    else {
      try {
        const secret = await secretsOf(endpoint);
        attempts.push(signed(signing, { delivery, event, endpoint, secret }));
      } catch (error) {
        unsigned.push({ delivery, error });
      }
    }
  }
  return { attempts, dead, unsigned };
}

function signed(signing: Signing, signable: Signable): Attempt {
  const { delivery, endpoint } = signable;
  const { organization_id, endpoint_id } = delivery;
  const { url, enabled, failing_since, proven_at } = endpoint;
  const state: EndpointState = { url, enabled, failing_since, proven_at };
  const request = signDelivery(signing, signable);
  return { organization_id, endpoint_id, delivery, endpoint: state, request };
}
