import {
  type CreateJobRequest,
  type FetchLike,
  FirstHandClient,
  isFirstHandError,
  type Job,
} from '@firsthandapi/sdk';
import {
  isWebhookVerificationError,
  unwrapWebhook,
  verifyWebhookSignature,
} from '@firsthandapi/webhooks';
import type { MainJobSettings } from '../service/main-job-settings.ts';
import { expect } from './expect.ts';

/** The order of every program. */
export const ORDER = {
  type: 'data_collection',
  description: 'A cup of coffee on a café table, seen from above ☕',
  files_needed: 2,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
} as const satisfies CreateJobRequest;

/**
 * The main job, as a user of the two packages would write it: create a job, wait for it, verify the webhook that
 * announces it, download its files, and recognise an error.
 *
 * @param fetch what carries the client's requests; the runtime's own when left out
 * @throws whatever goes otherwise than promised
 */
export async function runMainJob(settings: MainJobSettings, fetch?: FetchLike): Promise<void> {
  const { apiKey, baseUrl, receiverUrl, folder, isPage = false } = settings;
  const client = new FirstHandClient({ apiKey, baseUrl, fetch, dangerouslyAllowBrowser: isPage });
  const endpoint = await client.createWebhookEndpoint({
    url: receiverUrl,
    events: ['job.completed'],
  });
  const job = await completeJob(client);
  await verifyDelivery(receiverUrl, endpoint.secret, job.id);
  await downloadFiles(client, job.id, folder);
  await recogniseErrors(client);
}

/** Creates a job and waits until it is done. */
export async function completeJob(client: FirstHandClient): Promise<Job> {
  const { id } = await client.createJob(ORDER);
  const job = await client.waitForJob(id, { timeout: 30_000 });
  expect(job.status === 'completed', `the job ended as ${job.status}`);
  return job;
}

async function verifyDelivery(receiverUrl: string, secret: string, jobId: string): Promise<void> {
  const { body, headers } = await (await fetch(receiverUrl)).json();
  verifyWebhookSignature(body, headers['x-firsthand-signature'], secret);
  const event = unwrapWebhook(new TextEncoder().encode(body), headers, secret);
  expect(
    event.type === 'job.completed' && event.data.id === jobId,
    `the event is of ${event.type}`,
  );
  try {
    unwrapWebhook(body.replace('completed', 'cancelled'), headers, secret);
  } catch (error) {
    expect(isWebhookVerificationError(error) && error.code === 'no_match', `refused for ${error}`);
    return;
  }
  throw new Error('a forged delivery was accepted');
}

/** Downloads the files of a job and holds them against what the service says of them. */
export async function downloadFiles(
  client: FirstHandClient,
  jobId: string,
  folder: string | undefined,
): Promise<void> {
  const files = await client.getJobFiles(jobId).toArray({ limit: 10 });
  expect(files.length === 2, `${files.length} files instead of 2`);
  const [file] = files;
  if (file === undefined) return;
  const bytes = await client.downloadFile(file);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(hash === file.content_hash, `SHA-256 ${hash} is not ${file.content_hash}`);
  if (folder === undefined) return;
  const saved = await client.downloadJobFiles(jobId, { to: folder });
  expect(saved.length === 2, `${saved.length} files were saved instead of 2`);
}

/** Asks for what is not there. */
export async function recogniseErrors(client: FirstHandClient): Promise<void> {
  try {
    await client.getJob('job_00000000000000000000000000');
  } catch (error) {
    const isExpected =
      isFirstHandError(error) && error.type === 'not_found' && error.status === 404;
    expect(isExpected, `an unknown job is ${error}`);
    return;
  }
  throw new Error('an unknown job was found');
}
