// For React Native, whose answers have no streams: all but downloads, and webhooks, which servers receive.
import { FirstHandClient } from '@firsthandapi/sdk';
import type { MainJobSettings } from '../service/main-job-settings.ts';
import { completeJob, recogniseErrors } from './main-job.ts';

async function runOnDevice({ apiKey, baseUrl }: MainJobSettings): Promise<void> {
  const client = new FirstHandClient({ apiKey, baseUrl });
  const { id } = await completeJob(client);
  const files = await client.getJobFiles(id).toArray({ limit: 10 });
  if (files.length !== 2) throw new Error(`${files.length} files instead of 2`);
  await recogniseErrors(client);
}

Object.assign(globalThis, { runOnDevice });
