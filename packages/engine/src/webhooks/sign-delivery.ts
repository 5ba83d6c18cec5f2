import { signWebhook } from '@firsthandapi/webhooks';
import type { DeliveryRequest } from '../ports.ts';
import type { DeliveryRecord, EventRecord, WebhookEndpointRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { DELIVERY_TIMEOUT_MS } from './delivery-schedule.ts';

/** What signing needs of its work. */
export type Signing = Omit<Work, 'tables'>;

/** What a request is made of. */
export interface Signable {
  readonly delivery: DeliveryRecord;
  readonly event: EventRecord;
  readonly endpoint: WebhookEndpointRecord;
  /** The endpoint's secrets that are valid now. */
  readonly secret: readonly string[];
}

/** Builds the signed request of the attempt that a delivery is claimed for (contract §7). */
export function signDelivery(
  signing: Signing,
  { delivery, event, endpoint, secret }: Signable,
): DeliveryRequest {
  const signedAt = signing.settings.signatureTime?.() ?? signing.now;
  const signature = signWebhook({ body: event.body, secret, timestamp: signedAt / 1_000 });
  return {
    delivery_id: delivery.id,
    event_id: event.id,
    event_type: event.type,
    endpoint_id: endpoint.id,
    organization_id: endpoint.organization_id,
    attempt: delivery.attempts,
    url: endpoint.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'FirstHandAPI-Webhooks/1',
      'X-FirstHand-Event-Id': event.id,
      'X-FirstHand-Signature': signature,
      ...(delivery.traceparent == null ? {} : { traceparent: delivery.traceparent }),
    },
    body: event.body,
    timeout_ms: DELIVERY_TIMEOUT_MS,
  };
}
