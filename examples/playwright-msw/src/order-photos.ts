import { FirstHandClient } from '@firsthandapi/sdk';

/**
 * Asks people for two photos and waits for them.
 *
 * @param apiKey the user's own key: a public page must never contain one
 * @param onStatus called with each status
 * @returns links to the photos
 */
export async function orderPhotos(
  apiKey: string,
  description: string,
  onStatus: (text: string) => void,
): Promise<string[]> {
  const client = new FirstHandClient({ apiKey, dangerouslyAllowBrowser: true });
  const job = await client.createJobAndWait(
    {
      type: 'data_collection',
      description,
      files_needed: 2,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 50,
    },
    { onUpdate: ({ status, files_approved }) => onStatus(`${status}, ${files_approved} of 2`) },
  );
  const files = await client.getJobFiles(job.id).toArray({ limit: 2 });
  return files.map(({ download_url }) => download_url);
}
