import { FirstHandClient } from '@firsthandapi/sdk';

/** The bytes of every approved photo of a job so far, each held against its hash. */
export async function collectPhotos(
  jobId: string,
  client = new FirstHandClient(),
): Promise<Uint8Array[]> {
  const photos: Uint8Array[] = [];
  for await (const file of client.getJobFiles(jobId)) photos.push(await client.downloadFile(file));
  return photos;
}
