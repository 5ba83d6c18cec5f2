/**
 * How long the things take that a suite does over and over: a job from its creation to its files, with every webhook
 * delivered and verified; a very large job; a sandbox from nothing to its first answer; a reset.
 */
import { createSandbox } from '@firsthandapi/sandbox';
import { unwrapWebhook } from '@firsthandapi/webhooks';
import { median } from './rounds.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);

// What every process that fetches has loaded already is not the sandbox's to pay for.
await new Response('warm').text();

const firstAnswers: number[] = [];
const resets: number[] = [];

async function firstAnswer(): Promise<void> {
  const start = performance.now();
  const world = await createSandbox().world();
  const headers = { authorization: `Bearer ${world.apiKey}` };
  const response = await world.fetch(`${world.baseUrl}/v1/jobs`, { headers });
  await response.text();
  firstAnswers.push(performance.now() - start);
}

/** The whole loop, and its milliseconds. Without webhooks nobody has subscribed. */
async function wholeLoop(files: number, withWebhooks = true): Promise<number> {
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
    if (bytes.byteLength !== file.size_bytes) throw new Error('A file has another size');
  }
  const took = performance.now() - start;
  if (verified !== (withWebhooks ? 2 * files + 1 : 0))
    throw new Error(`${verified} webhooks were verified`);
  const resetStart = performance.now();
  world.reset();
  if (files < 100) resets.push(performance.now() - resetStart);
  return took;
}

await firstAnswer();
const [cold = 0] = firstAnswers.splice(0);
const coldLoop = await wholeLoop(10);
const loops: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await firstAnswer();
  loops.push(await wholeLoop(10));
}
const large = [await wholeLoop(10_000, false), await wholeLoop(10_000, false)];
const largest = [await wholeLoop(10_000)];

const row = (what: string, goal: string, values: readonly number[], coldest?: number) => ({
  what,
  goal,
  'first ms': coldest === undefined ? '' : coldest.toFixed(2),
  'median ms': median(values).toFixed(2),
  'best ms': Math.min(...values).toFixed(2),
});
console.log('The loop of a suite');
console.table([
  row('whole loop, 10 files, 21 webhooks', '< 20 ms', loops, coldLoop),
  row('job of 10,000 files', '< 2,000 ms', large),
  row('the same with 20,001 webhooks verified', '', largest),
  row('createSandbox to first answer', '< 10 ms', firstAnswers, cold),
  row('reset', '< 1 ms', resets, resets[0]),
]);
