import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ApiError } from '../errors/api-error.ts';
import type { MediaContent } from '../media/media-content.ts';
import type { UploadRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** What decoding an uploaded file shows. */
export type UploadedMedia = Pick<MediaContent, 'width' | 'height' | 'duration_seconds'>;

/**
 * Stores the whole content of an upload, for hosts that receive it at once. Throws a conflict when it is not what was
 * announced. Runs outside of any transaction.
 */
export async function storeWholeUpload(
  { ports }: Pick<Work, 'ports'>,
  upload: UploadRecord,
  content: Uint8Array,
  media: UploadedMedia,
): Promise<void> {
  if (content.byteLength !== upload.size_bytes || bytesToHex(sha256(content)) !== upload.sha256) {
    const message = `The content of ${upload.id} differs from what was announced`;
    throw new ApiError('conflict', message, {
      details: [{ field: 'sha256', message: 'content_differs' }],
    });
  }
  const content_key = upload.id;
  await ports.files.put(content_key, upload.job_organization_id, content);
  await ports.store.transact(({ uploads }) =>
    completeUpload(uploads, upload.id, content_key, media),
  );
}

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
