import { randomUUID } from 'node:crypto';
import { CountingReceiver } from './counting-receiver.ts';
import type { ReferenceServer } from './reference-server.ts';
import { addEndpoints, removeEndpoints } from './requests.ts';

const ENDPOINTS = 10;
/** Each endpoint has to have answered before it is measured. */
const WARM_UP_EVENTS = 20;
/** What a job's event has, as far as its length goes. */
const BODY_BYTES = 600;

/** A body of a webhook. */
export function webhookBody(id: string): string {
  const empty = JSON.stringify({ id, object: 'event', type: 'job.cancelled', data: '' });
  const data = 'x'.repeat(BODY_BYTES - empty.length);
  return JSON.stringify({ id, object: 'event', type: 'job.cancelled', data });
}

/** Stores deliveries that are due, and returns how many a second arrive from the first to the last. */
export async function measureQueuedDeliveries(
  server: ReferenceServer,
  count: number,
): Promise<number> {
  const receiver = new CountingReceiver();
  const origin = await receiver.open();
  const endpoints = await addEndpoints(server, origin, ENDPOINTS);
  await deliver(server, endpoints, WARM_UP_EVENTS, receiver);
  const perSecond = await deliver(server, endpoints, Math.ceil(count / ENDPOINTS), receiver);
  receiver.close();
  await removeEndpoints(server, endpoints);
  return perSecond;
}

async function deliver(
  { database }: ReferenceServer,
  endpoints: readonly string[],
  eventCount: number,
  receiver: CountingReceiver,
): Promise<number> {
  const [organization] = await database.execute('SELECT id FROM organizations LIMIT 1');
  const owned = `'${organization?.id}', 'test'`;
  const now = Date.now();
  const events = Array.from({ length: eventCount }, () => `evt_${randomUUID()}`);
  const eventRows = events.map(
    (id) => `('${id}', ${owned}, 'job.cancelled', '${webhookBody(id)}', 'pending', ${now})`,
  );
  const deliveryRows = events.flatMap((event) =>
    endpoints.map(
      (endpoint) =>
        `('whd_${randomUUID()}', ${owned}, '${event}', '${endpoint}', 'pending', 0, ${now}, ${now})`,
    ),
  );
  const measured = receiver.perSecondOf(deliveryRows.length);
  await database.script([
    `INSERT INTO events (id, organization_id, environment, type, body, status, created_at)
      VALUES ${eventRows.join(', ')}`,
    `INSERT INTO deliveries (id, organization_id, environment, event_id, endpoint_id, status,
      attempts, next_attempt_at, created_at) VALUES ${deliveryRows.join(', ')}`,
  ]);
  return measured;
}
