import { randomUUID } from 'node:crypto';
import type { WireRequest } from './load-client.ts';
import type { ReferenceServer } from './reference-server.ts';

/** A job without workers: what is measured is the request, not what follows from it. */
export const ORDER = JSON.stringify({
  type: 'data_collection',
  description: 'A coffee cup on a table, photographed from above by daylight',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 10,
  metadata: { fh_scenario: 'never_picked_up' },
});

/** Cents of a job's hold, and of what the $250 pack buys. */
const PRICE_CENTS = 10;
const PACK_CENTS = 30_000;

export function createJob(key: string): WireRequest {
  return {
    method: 'POST',
    path: '/v1/jobs',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: ORDER,
  };
}

export function getJob(key: string, id: string): WireRequest {
  return { method: 'GET', path: `/v1/jobs/${id}`, headers: { Authorization: `Bearer ${key}` } };
}

/** A page of 20, from the newest or from a cursor. */
export function listJobs(key: string, cursor?: string): WireRequest {
  const path = cursor === undefined ? '/v1/jobs' : `/v1/jobs?cursor=${cursor}`;
  return { method: 'GET', path, headers: { Authorization: `Bearer ${key}` } };
}

/** Sends one request and reads its JSON. */
// biome-ignore lint/suspicious/noExplicitAny: answers of several operations.
export async function ask(url: URL, { method, path, headers, body }: WireRequest): Promise<any> {
  const response = await fetch(new URL(path, url), { method, headers, ...(body && { body }) });
  if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

/** Adds webhook endpoints at the receiver's origin, and returns their ids. */
export async function addEndpoints(
  { url, test }: Pick<ReferenceServer, 'url' | 'test'>,
  origin: string,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const body = JSON.stringify({ url: `${origin}/${place}`, events: ['job.cancelled'] });
    ids.push((await ask(url, { ...createJob(test), path: '/v1/webhook_endpoints', body })).id);
  }
  return ids;
}

/** Removes webhook endpoints, of which an organization can have few. */
export async function removeEndpoints(
  { url, test }: Pick<ReferenceServer, 'url' | 'test'>,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    const { headers } = createJob(test);
    const path = `/v1/webhook_endpoints/${id}`;
    await ask(url, {
      method: 'DELETE',
      path,
      headers: { Authorization: headers.Authorization ?? '' },
    });
  }
}

/** Buys credit for this many live jobs. */
export async function buyCreditFor(server: ReferenceServer, jobs: number): Promise<void> {
  for (let pack = 0; pack * PACK_CENTS < jobs * PRICE_CENTS; pack += 1) {
    const { checkout_url } = await ask(server.url, {
      ...createJob(server.live),
      path: '/v1/billing/credits/purchase',
      body: '{"amount_cents":25000}',
    });
    await fetch(checkout_url, { method: 'POST' });
  }
}
