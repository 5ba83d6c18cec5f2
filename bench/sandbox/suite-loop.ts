import { createSandbox } from '@firsthandapi/sandbox';
import { unwrapWebhook } from '@firsthandapi/webhooks';

/** Milliseconds of what a suite does over and over. */
export interface LoopTimes {
  readonly loop: number;
  readonly reset: number;
}

/** From no sandbox to its first answer, in milliseconds. */
export async function firstAnswer(): Promise<number> {
  const start = performance.now();
  const world = await createSandbox().world();
  const headers = { authorization: `Bearer ${world.apiKey}` };
  const response = await world.fetch(`${world.baseUrl}/v1/jobs`, { headers });
  await response.text();
  return performance.now() - start;
}

/**
 * A job from its creation to its files, the first ten of them downloaded, with every webhook delivered and verified;
 * then a reset. Without webhooks, no endpoint is subscribed.
 */
export async function suiteLoop(files: number, withWebhooks = true): Promise<LoopTimes> {
  const world = await createSandbox().world({ credits: 0 });
  let verified = 0;
  let secret = '';
  const handler = async (request: Request) => {
    const receivedAt = world.clock.now();
    unwrapWebhook(await request.text(), request.headers, secret, { receivedAt });
    verified += 1;
    return new Response(null, { status: 204 });
  };
  if (withWebhooks) ({ secret } = await world.webhooks.deliverTo(handler));
  const start = performance.now();
  const headers = {
    authorization: `Bearer ${world.apiKey}`,
    'content-type': 'application/json',
    'idempotency-key': 'one',
  };
  const body = JSON.stringify({
    type: 'data_collection',
    description: 'Photos of coffee cups on tables',
    files_needed: files,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  const created = await world.fetch(`${world.baseUrl}/v1/jobs`, { method: 'POST', headers, body });
  const { id } = (await created.json()) as { id: string };
  await world.clock.advance('15s');
  const list = await world.fetch(`${world.baseUrl}/v1/jobs/${id}/files?limit=100`, { headers });
  const page = (await list.json()) as { data: { download_url: string; size_bytes: number }[] };
  for (const file of page.data.slice(0, 10)) {
    const bytes = await (await world.fetch(file.download_url)).arrayBuffer();
    if (bytes.byteLength !== file.size_bytes) throw new Error('A file has an unexpected size');
  }
  const done = performance.now();
  const expected = withWebhooks ? 2 * files + 1 : 0;
  if (verified !== expected) throw new Error(`${verified} webhooks were verified, not ${expected}`);
  const resetStart = performance.now();
  world.reset();
  return { loop: done - start, reset: performance.now() - resetStart };
}
