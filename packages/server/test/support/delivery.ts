import type { DeliveryRequest } from '@firsthandapi/engine';

/** An attempt to deliver an event to this URL. */
export function delivery(url: string, timeout_ms = 10_000): DeliveryRequest {
  return {
    delivery_id: 'whd_1',
    event_id: 'evt_1',
    event_type: 'job.completed',
    endpoint_id: 'whe_1',
    organization_id: 'org_1',
    attempt: 1,
    url,
    headers: { 'Content-Type': 'application/json', 'X-FirstHand-Event-Id': 'evt_1' },
    body: '{"id":"evt_1"}',
    timeout_ms,
  };
}
