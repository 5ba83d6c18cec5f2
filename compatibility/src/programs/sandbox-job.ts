import { createSandbox } from '@firsthandapi/sandbox';
import { FirstHandClient } from '@firsthandapi/sdk';
import { unwrapRequest, type WebhookEvent } from '@firsthandapi/webhooks';
import { expect } from './expect.ts';
import { downloadFiles, ORDER, recogniseErrors } from './main-job.ts';

/** What the job in a sandbox is done with, as JSON. */
export interface SandboxJobSettings {
  /** A folder to download into, where the runtime has files. */
  readonly folder?: string | undefined;
  /** Whether this is a web page. */
  readonly isPage?: boolean | undefined;
}

/**
 * The main job in a sandbox within the process, as a user's test would do it: on a clock that is set forward, over
 * `world.fetch`, the webhook delivered to a handler.
 *
 * @throws whatever goes otherwise than promised
 */
export async function runSandboxJob(settings: SandboxJobSettings): Promise<void> {
  const { folder, isPage = false } = settings;
  const world = await createSandbox().world({ seed: 42 });
  const { apiKey, fetch } = world;
  const client = new FirstHandClient({ apiKey, fetch, dangerouslyAllowBrowser: isPage });
  const events: WebhookEvent[] = [];
  const receive = async (request: Request): Promise<Response> => {
    events.push(await unwrapRequest(request, secret, { receivedAt: world.clock.now() }));
    return new Response(null, { status: 204 });
  };
  const { secret } = await world.webhooks.deliverTo(receive);
  const { id } = await client.createJob(ORDER);
  await world.clock.advance('15s');
  const { status } = await client.getJob(id);
  expect(status === 'completed', `the job is ${status} after 15 seconds`);
  const completed = events.filter(({ type }) => type === 'job.completed');
  expect(completed.length === 1, `delivered: ${events.map(({ type }) => type).join(', ')}`);
  await downloadFiles(client, id, folder);
  await recogniseErrors(client);
}
