/**
 * A live job, end to end, as two people do it: a buyer with the client, and a person with the worker app and a camera. Nothing
 * is simulated but the camera. `--headed` lets one watch.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FirstHandClient } from '@firsthandapi/sdk';
import { say, step } from './narration.ts';
import { startServer } from './server-process.ts';
import { startReceiver } from './webhook-receiver.ts';
import { missingBrowser, WorkerPhone } from './worker-phone.ts';

const PRICE_CENTS = 50;
const FILES = 2;
const WORKER = 'ines@example.org';
const TITLE = 'Whatever your camera shows';

const missing = missingBrowser();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
const started = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'firsthandapi-live-'));
const closing: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  await live();
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`\nDone in ${seconds} s.`);
} finally {
  for (const close of closing.reverse()) await close();
}

async function live(): Promise<void> {
  step('A server on an empty folder');
  const server = await startServer(join(folder, 'data'), {});
  closing.push(() => server.stop());
  say('server', server.url);

  step('A buyer signs up');
  const { api_key, organization_id } = await new FirstHandClient({
    apiKey: 'fh_live_sk_not_needed_for_signup',
    baseUrl: server.url,
  }).signup({ name: 'Tabletop Research', email: 'buyer@example.org' });
  const client = new FirstHandClient({ apiKey: api_key, baseUrl: server.url });
  const before = (await client.getCreditBalance()).total_cents;
  say('organization', organization_id);
  say('credits', dollars(before));

  step('A webhook endpoint');
  const receiver = await startReceiver();
  closing.push(() => receiver.stop());
  const endpoint = await client.createWebhookEndpoint({
    url: receiver.url,
    events: ['job.completed', 'submission.approved'],
  });
  receiver.secret = endpoint.secret;
  say('endpoint', `${endpoint.id} → ${receiver.url}`);

  step('A live job');
  const job = await client.createJob({
    type: 'data_collection',
    title: TITLE,
    description: 'Two photos of whatever your camera shows at the moment, as it is.',
    files_needed: FILES,
    files_per_submission: FILES,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: PRICE_CENTS,
  });
  say('job', job.id);
  const ended = client.waitForJob(job.id, {
    onUpdate: ({ status }) => say('status', String(status)),
  });

  step('A person with a phone signs in, with the code from the outbox');
  const phone = await WorkerPhone.open(server.url, { isShown: process.argv.includes('--headed') });
  closing.push(() => phone.close());
  await phone.signIn(WORKER, () => server.signInCode(WORKER));
  say('worker', WORKER);

  step('They accept the job, and submit one photo after the other');
  await phone.accept(TITLE);
  for (let photo = 1; photo <= FILES; photo += 1) {
    await phone.photograph();
    const results = await phone.results(photo);
    say('results', results.join(', '));
    if (photo < FILES) await phone.returnTo(TITLE);
  }
  await ended;

  step('The webhook');
  const event = await receiver.received('job.completed');
  say('event', `${event.id} ${event.type}`);
  say('signature', 'signature verified');

  step('The files, checked byte for byte');
  const saved = await client.downloadJobFiles(job.id, { to: join(folder, 'files') });
  if (saved.length !== FILES) throw new Error(`The job has ${saved.length} files`);
  for (const { file, path } of saved) {
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (hash !== file.content_hash) throw new Error(`sha256 ${hash} is another file's`);
    say(String(file.content_type), `${file.size_bytes} bytes, ${file.ai_star_rating} stars`);
    say('sha256', 'sha256 equal');
  }

  step('The three balances');
  const spent = before - (await client.getCreditBalance()).total_cents;
  const earned = await phone.earnedCents();
  const platform = (await server.ledger()).get('platform_revenue') ?? 0;
  say('buyer', `− ${dollars(spent)}`);
  say('worker', `+ ${dollars(earned)}`);
  say('platform', `+ ${dollars(platform)}`);
  if (spent !== FILES * PRICE_CENTS || spent !== earned + platform) {
    throw new Error(`${spent} ≠ ${earned} + ${platform}: the balances do not add up`);
  }
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
