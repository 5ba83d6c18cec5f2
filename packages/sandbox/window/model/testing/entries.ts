import type { DeliveryEntry, RequestEntry } from '../../../src/world/log-entry.ts';

/** A request as the log shows it. */
export function request(more: Partial<RequestEntry> = {}): RequestEntry {
  return {
    kind: 'request',
    sequence: 1,
    at: '2026-01-01T00:00:00.000Z',
    method: 'GET',
    path: '/v1/jobs',
    route: 'GET /v1/jobs',
    idempotency_key: null,
    duration_ms: 0,
    status: 200,
    request_id: 'req_1',
    replayed: false,
    fault: null,
    error: null,
    changes: {},
    ...more,
  };
}

/** A delivery as the log shows it. */
export function delivery(more: Partial<DeliveryEntry> = {}): DeliveryEntry {
  return {
    kind: 'delivery',
    sequence: 1,
    at: '2026-01-01T00:00:00.000Z',
    event_id: 'evt_1',
    event_type: 'job.completed',
    endpoint_id: 'whe_1',
    url: 'http://127.0.0.1:3000/hooks',
    attempt: 1,
    status: 200,
    reason: null,
    error: null,
    duration_ms: 3,
    tampering: null,
    ...more,
  };
}
