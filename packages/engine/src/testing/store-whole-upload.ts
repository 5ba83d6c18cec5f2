import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ApiError } from '../errors/api-error.ts';
import { completeUpload, type UploadedMedia } from '../people/complete-upload.ts';
import type { UploadRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** Stores the whole content of an upload, as `tusExchange` does with its last piece. Throws a conflict when it differs. */
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
