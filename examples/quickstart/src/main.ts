/**
 * The main flow, from a posted job to verified files, with the packages as users get them. The sandbox takes the place
 * of the service and its workers; the webhook crosses a real loopback socket.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@firsthandapi/sandbox';
import { FirstHandClient } from '@firsthandapi/sdk';
import { followJob } from './follow-job.ts';
import { say, step } from './narration.ts';
import { sha256OfFile } from './sha256-of-file.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const started = performance.now();
const sandbox = createSandbox();
const world = await sandbox.world();
const folder = join(tmpdir(), `firsthandapi-quickstart-${process.pid}`);

step('A sandbox, and a client with a test key');
const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
say('key', `${world.apiKey.slice(0, 14)}… (a test key: nothing is charged)`);

step('A webhook endpoint on this machine');
const receiver = await startWebhookReceiver();
const endpoint = await world.webhooks.deliverTo(receiver.url, { events: ['job.completed'] });
receiver.secret = endpoint.secret;
say('endpoint', `${endpoint.endpointId} → ${receiver.url}`);

step('A job: four photos and recordings of coffee cups');
const job = await client.createJob({
  type: 'data_collection',
  title: 'Coffee cups',
  description: 'A coffee cup on a table: photos from above, and the sound of stirring.',
  files_needed: 4,
  accepted_formats: ['image/jpeg', 'image/png', 'audio/mpeg', 'video/mp4'],
  price_per_file_cents: 50,
});
say('job', job.id);

step('Simulated people accept it, capture files, and are scored');
await followJob(client, world.clock, job);

step('The webhook');
const event = await receiver.received;
say('event', `${event.id} ${event.type}`);
say('signature', 'signature verified');

step('The files, checked byte for byte');
const saved = await client.downloadJobFiles(job.id, { to: folder });
let wrong = 0;
for (const { file, path } of saved) {
  const hash = await sha256OfFile(path);
  const isEqual = hash === file.content_hash;
  if (!isEqual) wrong += 1;
  say(file.content_type, `${file.size_bytes} bytes, ${file.ai_star_rating} stars`);
  say('', `sha256 ${hash} ${isEqual ? '= content_hash' : `≠ content_hash ${file.content_hash}`}`);
}

await rm(folder, { recursive: true, force: true });
await receiver.close();
await sandbox[Symbol.asyncDispose]();

const elapsed = Math.round(performance.now() - started);
step(`Done: 15 simulated seconds in ${elapsed} ms`);
if (wrong > 0 || saved.length !== job.files_needed) {
  console.error(`${saved.length} of ${job.files_needed} files, ${wrong} with a wrong hash`);
  process.exitCode = 1;
}
