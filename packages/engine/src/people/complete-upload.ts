import type { MediaContent } from '../media/media-content.ts';
import type { Work } from '../work/work.ts';

/** What decoding an uploaded file shows. */
export type UploadedMedia = Pick<MediaContent, 'width' | 'height' | 'duration_seconds'>;

/** Notes that all bytes of an upload are stored under a key, and are those that were announced. */
export async function completeUpload(
  uploads: Work['tables']['uploads'],
  id: string,
  content_key: string,
  media: UploadedMedia,
): Promise<void> {
  const upload = await uploads.get(id);
  if (upload?.status !== 'receiving') return;
  const { size_bytes: received_bytes } = upload;
  await uploads.update({
    ...upload,
    ...media,
    status: 'complete',
    received_bytes,
    content_key,
    parts: [],
  });
}
