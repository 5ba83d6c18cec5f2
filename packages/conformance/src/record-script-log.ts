import { FirstHandClient } from '@firsthandapi/sdk';
import { apiErrorOf } from './context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from './context/sample-job.ts';
import type { World } from './world/target.ts';

/** Makes a fixed sequence of calls, with webhooks to `hookUrl`, and returns the log that the world kept. */
export async function recordScriptLog(world: World, hookUrl: string): Promise<string> {
  const { baseUrl, fetch, testKey, liveKey, log } = world;
  if (log === undefined) throw new Error('This target keeps no log');
  const createClient = (apiKey: string) =>
    new FirstHandClient({ apiKey, baseUrl, fetch: fetch as never, maxRetries: 0 });
  const test = createClient(testKey);
  const idempotencyKey = 'fixed-key';
  const keyed = (name: string) => ({ idempotencyKey: `${idempotencyKey}-${name}` });
  await test.createWebhookEndpoint(
    { url: hookUrl, events: ['job.completed', 'submission.rejected'] },
    keyed('endpoint'),
  );
  const job = await test.createJob(sampleJob, keyed('job'));
  await test.createJob(sampleJob, keyed('job'));
  await world.advance(WORK_SECONDS * 1_000);
  const { data } = await test.getJobFiles(job.id, { min_score: 4 });
  for (const { download_url } of data) await (await fetch(download_url)).arrayBuffer();
  await test.refreshFileUrl(data[0]?.id ?? '', keyed('link'));
  await apiErrorOf(test.getJob('job_unknown', {}));
  await world.failNext('listJobs', 503);
  await apiErrorOf(test.listJobs());
  await test.createJob({ ...sampleJob, min_star_rating: 5 }, keyed('strict'));
  await world.advance(60_000);
  await apiErrorOf(createClient(liveKey).getJob(job.id));
  const key = await test.createApiKey({ name: 'created by the script' }, keyed('key'));
  await createClient(key.secret).listUsage({ limit: 2 });
  return log();
}
