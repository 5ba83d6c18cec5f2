import { randomUUID } from 'node:crypto';
import type { Random } from '../../support/random.ts';
import type { Answer, callServer } from '../../support/test-server.ts';
import type { Notebook, Sent } from './notebook.ts';

export interface Keys {
  readonly live: string;
  readonly test: string;
}

/** What clients share: the keys, and the addresses of the running servers. */
export interface Scene {
  /** Sends a request. Rejects when no response arrives. */
  readonly call: typeof callServer;
  readonly keys: Keys;
  readonly notebook: Notebook;
  readonly random: Random;
  readonly urls: () => readonly string[];
}

/** Sends requests one after the other until it is stopped. The notebook keeps requests without a response. */
export async function actUntil(scene: Scene, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    if (scene.urls().length === 0) {
      await pause(10);
      continue;
    }
    const step = scene.random.next();
    if (step < 0.15) await readBack(scene);
    else if (step < 0.18) await pay(scene);
    else await sendNew(scene, nextMutation(scene, step));
  }
}

/** Sends or retries a mutation. Returns undefined without a response, or when it is to be retried later. */
export async function send(scene: Scene, sent: Sent): Promise<Answer | undefined> {
  const url = scene.random.pick(scene.urls());
  if (url === undefined) return undefined;
  const { path, key, idempotencyKey, body } = sent;
  try {
    scene.notebook.requests += 1;
    const answer = await scene.call(url, 'POST', path, { key, idempotencyKey, body });
    return answer.status === 503 ? undefined : answer;
  } catch {
    // The server died during the request.
    return undefined;
  }
}

async function sendNew(scene: Scene, sent: Sent | undefined): Promise<void> {
  if (sent === undefined) return;
  scene.notebook.sent.push(sent);
  const answer = await send(scene, sent);
  if (answer !== undefined) scene.notebook.note(sent, answer);
  else await pause(10);
}

function nextMutation({ keys, notebook, random }: Scene, step: number): Sent | undefined {
  if (step < 0.2) return mutation('purchase', '/v1/billing/credits/purchase', keys.live, PACK);
  if (step < 0.25) return mutation('key', '/v1/api_keys', keys.live, { name: 'Made in a hurry' });
  if (step < 0.5) {
    const place = random.between(0, notebook.cancellable.length - 1);
    const [job] = notebook.cancellable.splice(place, 1);
    return job && mutation('cancel', `/v1/jobs/${job.id}/cancel`, job.key, undefined);
  }
  const isLive = random.next() < 0.4;
  return mutation('create', '/v1/jobs', isLive ? keys.live : keys.test, {
    type: 'data_collection',
    description: `Photos of whatever is on the table, number ${notebook.sent.length}`,
    files_needed: isLive ? random.between(1, 5) : 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: random.between(10, 50),
    metadata: { fh_scenario: random.next() < 0.5 ? 'approved' : 'never_picked_up' },
  });
}

const PACK = { amount_cents: 25_000 };

function mutation(kind: Sent['kind'], path: string, key: string, body: unknown): Sent {
  return { kind, path, key, body, idempotencyKey: randomUUID(), answer: undefined };
}

/** Checks that an acknowledged job exists, even under load. */
async function readBack(scene: Scene): Promise<void> {
  const url = scene.random.pick(scene.urls());
  const [id, job] = scene.random.pick([...scene.notebook.jobs]) ?? [];
  if (url === undefined || id === undefined || job === undefined) return;
  scene.notebook.requests += 1;
  const answer = await scene.call(url, 'GET', `/v1/jobs/${id}`, { key: job.key }).catch(() => {});
  if (answer === undefined || answer.status === 200 || answer.status === 503) return;
  throw new Error(`LOST: job ${id} returns ${answer.status} under load`);
}

/** Pays a checkout repeatedly; credits are granted once. */
async function pay(scene: Scene): Promise<void> {
  const origin = scene.random.pick(scene.urls());
  const checkout = scene.random.pick(scene.notebook.checkouts);
  if (origin === undefined || checkout === undefined) return;
  const { pathname, search } = new URL(checkout);
  scene.notebook.requests += 1;
  const answer = await scene.call(origin, 'POST', `${pathname}${search}`).catch(() => {});
  if (answer !== undefined && answer.status < 300) scene.notebook.paid.add(pathname);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
