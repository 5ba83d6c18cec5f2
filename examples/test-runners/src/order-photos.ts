import { FirstHandClient } from '@firsthandapi/sdk';

/**
 * Asks people for photos.
 *
 * @returns the id of the job
 */
export async function orderPhotos(
  subject: string,
  count: number,
  client = new FirstHandClient(),
): Promise<string> {
  const job = await client.createJob({
    type: 'data_collection',
    description: `A photo of this, in daylight: ${subject}`,
    files_needed: count,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  return job.id;
}
