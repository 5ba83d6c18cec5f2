import { FirstHandClient } from '@firsthandapi/sdk';
import { order, WORK_SECONDS } from './furniture.ts';
import { refusal } from './stage.ts';
import type { World } from './target.ts';

/** Makes one fixed script of calls, with webhooks to `hookUrl`, and gives the log that the world kept of it. */
export async function logOfScript(world: World, hookUrl: string): Promise<string> {
  const { baseUrl, fetch, testKey, liveKey, log } = world;
  if (log === undefined) throw new Error('This host keeps no log');
  const clientOf = (apiKey: string) =>
    new FirstHandClient({ apiKey, baseUrl, fetch: fetch as never, maxRetries: 0 });
  const test = clientOf(testKey);
  const idempotencyKey = 'fixed-key';
  const keyed = (name: string) => ({ idempotencyKey: `${idempotencyKey}-${name}` });
  await test.createWebhookEndpoint(
    { url: hookUrl, events: ['job.completed', 'submission.rejected'] },
    keyed('endpoint'),
  );
  const job = await test.createJob(order, keyed('job'));
  await test.createJob(order, keyed('job'));
  await world.advance(WORK_SECONDS * 1_000);
  const { data } = await test.getJobFiles(job.id, { min_score: 4 });
  for (const { download_url } of data) await (await fetch(download_url)).arrayBuffer();
  await test.refreshFileUrl(data[0]?.id ?? '', keyed('link'));
  await refusal(test.getJob('job_nobody', {}));
  await world.failNext('listJobs', 503);
  await refusal(test.listJobs());
  await test.createJob({ ...order, min_star_rating: 5 }, keyed('strict'));
  await world.advance(60_000);
  await refusal(clientOf(liveKey).getJob(job.id));
  const key = await test.createApiKey({ name: 'made on the way' }, keyed('key'));
  await clientOf(key.secret).listUsage({ limit: 2 });
  return log();
}
