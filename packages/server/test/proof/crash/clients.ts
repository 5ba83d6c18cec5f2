import { randomUUID } from 'node:crypto';
import type { Random } from '../../support/random.ts';
import type { Answer, callServer } from '../../support/test-server.ts';
import type { History, Operation } from './history.ts';

export interface Keys {
  readonly live: string;
  readonly test: string;
}

/** What clients share: the keys, and the addresses of the running servers. */
export interface Workload {
  /** Sends a request. Rejects when no response arrives. */
  readonly call: typeof callServer;
  readonly keys: Keys;
  readonly history: History;
  readonly random: Random;
  readonly urls: () => readonly string[];
  /** How long a client rests between requests, in milliseconds. Default: not at all. */
  readonly pauseMs?: number;
}

/** Sends requests one after the other until it is stopped. The history keeps requests without a response. */
export async function actUntil(workload: Workload, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    if (workload.urls().length === 0) {
      await pause(10);
      continue;
    }
    const step = workload.random.next();
    if (step < 0.15) await readBack(workload);
    else if (step < 0.18) await pay(workload);
    else await sendNew(workload, nextMutation(workload, step));
    if (workload.pauseMs !== undefined) await pause(workload.pauseMs);
  }
}

/** Sends or retries a mutation. Returns undefined without a response, or when it is to be retried later. */
export async function send(workload: Workload, operation: Operation): Promise<Answer | undefined> {
  const url = workload.random.pick(workload.urls());
  if (url === undefined) return undefined;
  const { path, key, idempotencyKey, body } = operation;
  try {
    workload.history.requests += 1;
    const response = await workload.call(url, 'POST', path, { key, idempotencyKey, body });
    return response.status === 503 ? undefined : response;
  } catch {
    // The server died during the request.
    return undefined;
  }
}

async function sendNew(workload: Workload, operation: Operation | undefined): Promise<void> {
  if (operation === undefined) return;
  workload.history.operations.push(operation);
  const response = await send(workload, operation);
  if (response !== undefined) workload.history.record(operation, response);
  else await pause(10);
}

function nextMutation({ keys, history, random }: Workload, step: number): Operation | undefined {
  if (step < 0.2) return mutation('purchase', '/v1/billing/credits/purchase', keys.live, PACK);
  if (step < 0.25) return mutation('key', '/v1/api_keys', keys.live, { name: 'Made in a hurry' });
  if (step < 0.5) {
    const place = random.between(0, history.cancellable.length - 1);
    const [job] = history.cancellable.splice(place, 1);
    return job && mutation('cancel', `/v1/jobs/${job.id}/cancel`, job.key, undefined);
  }
  const isLive = random.next() < 0.4;
  return mutation('create', '/v1/jobs', isLive ? keys.live : keys.test, {
    type: 'data_collection',
    description: `Photos of whatever is on the table, number ${history.operations.length}`,
    files_needed: isLive ? random.between(1, 5) : 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: random.between(10, 50),
    metadata: { fh_scenario: random.next() < 0.5 ? 'approved' : 'never_picked_up' },
  });
}

const PACK = { amount_cents: 25_000 };

function mutation(kind: Operation['kind'], path: string, key: string, body: unknown): Operation {
  return { kind, path, key, body, idempotencyKey: randomUUID(), response: undefined };
}

/** Checks that an acknowledged job exists, even under load. */
async function readBack(workload: Workload): Promise<void> {
  const url = workload.random.pick(workload.urls());
  const [id, job] = workload.random.pick([...workload.history.jobs]) ?? [];
  if (url === undefined || id === undefined || job === undefined) return;
  workload.history.requests += 1;
  const response = await workload
    .call(url, 'GET', `/v1/jobs/${id}`, { key: job.key })
    .catch(() => {});
  if (response === undefined || response.status === 200 || response.status === 503) return;
  throw new Error(`LOST: job ${id} returns ${response.status} under load`);
}

/** Pays a checkout repeatedly; credits are granted once. */
async function pay(workload: Workload): Promise<void> {
  const origin = workload.random.pick(workload.urls());
  const checkout = workload.random.pick(workload.history.checkouts);
  if (origin === undefined || checkout === undefined) return;
  const { pathname, search } = new URL(checkout);
  workload.history.requests += 1;
  const response = await workload.call(origin, 'POST', `${pathname}${search}`).catch(() => {});
  if (response !== undefined && response.status < 300) workload.history.paid.add(pathname);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
