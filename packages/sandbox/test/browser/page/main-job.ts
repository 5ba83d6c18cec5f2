import { FirstHandClient } from '@firsthandapi/sdk';
import { unwrapRequest } from '@firsthandapi/webhooks';
import type { Sandbox } from '../../../src/index.ts';
import { ORDER } from './order.ts';

/** What the page saw of a job, from its creation to the bytes of its files. */
export interface MainJobReport {
  readonly status: string;
  /** Types of the webhook events that arrived and were verified. */
  readonly events: readonly string[];
  readonly files: readonly { readonly said: FileFacts; readonly seen: FileFacts }[];
  /** Routes of the requests that the sandbox answered. */
  readonly routes: readonly (string | null)[];
}

export interface FileFacts {
  readonly size: number;
  /** Lower-case hex SHA-256. */
  readonly hash: string;
  readonly width: number | null;
}

export async function runMainJob(sandbox: Sandbox): Promise<MainJobReport> {
  await using world = await sandbox.world();
  const client = new FirstHandClient({ apiKey: world.apiKey, dangerouslyAllowBrowser: true });
  const events: string[] = [];
  const { secret } = await world.webhooks.deliverTo(
    async (request) => {
      events.push((await unwrapRequest(request, secret)).type);
      return new Response(null, { status: 204 });
    },
    { events: ['submission.approved', 'job.completed'] },
  );
  const { id } = await client.createJob(ORDER);
  await world.clock.advance('15s');
  const { status } = await client.getJob(id);
  const { data } = await client.getJobFiles(id);
  const files = [];
  for (const file of data) {
    const said = { size: file.size_bytes, hash: file.content_hash, width: file.width };
    files.push({ said, seen: await factsOf(new Uint8Array(await client.downloadFile(file))) });
  }
  const requests = world.log().filter((entry) => entry.kind === 'request');
  return { status, events, files, routes: requests.map(({ route }) => route) };
}

async function factsOf(bytes: Uint8Array<ArrayBuffer>): Promise<FileFacts> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { width } = await createImageBitmap(new Blob([bytes]));
  return { size: bytes.byteLength, hash, width };
}
