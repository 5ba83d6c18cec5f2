import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { deleteContent } from '../files/delete-content.ts';
import type { Files, Ports } from '../ports.ts';
import type { UploadRecord } from '../store/records.ts';
import { arrivedParts } from './upload-parts.ts';

type Storage = { readonly ports: Ports };

/** What came of putting an upload together. */
export type Assembled =
  | { readonly kind: 'complete'; readonly upload: UploadRecord }
  /** The bytes are not those that were announced. All of them are deleted, and the upload is gone. */
  | { readonly kind: 'different' };

/**
 * Puts the parts of an upload together, once all have arrived, and checks its SHA-256. May be repeated: a process that ends
 * in the middle leaves an upload whose parts are all there.
 */
export async function assembleUpload(storage: Storage, upload: UploadRecord): Promise<Assembled> {
  const { files, store, readMedia } = storage.ports;
  const hash = sha256.create();
  const parts = arrivedParts(upload);
  const organizationId = upload.job_organization_id;
  const whole = async function* () {
    for (const key of parts) {
      for await (const bytes of contentOf(files, key, organizationId)) {
        hash.update(bytes);
        yield bytes;
      }
    }
  };
  await files.put(upload.id, organizationId, whole());
  if (bytesToHex(hash.digest()) !== upload.sha256) {
    await store.transact(({ uploads }) => uploads.delete(upload.id));
    for (const key of [upload.id, ...parts]) await deleteContent(storage, key);
    return { kind: 'different' };
  }
  const open = () => files.open(upload.id, organizationId);
  const media = (await readMedia?.(upload.content_type, open)) ?? NOTHING_READ;
  const complete = await store.transact(async ({ uploads }) => {
    const before = await uploads.get(upload.id);
    if (before?.status !== 'receiving') return before ?? upload;
    const after: UploadRecord = {
      ...before,
      ...media,
      status: 'complete',
      content_key: upload.id,
      parts: [],
    };
    await uploads.update(after);
    return after;
  });
  for (const key of parts) await deleteContent(storage, key);
  return { kind: 'complete', upload: complete };
}

const NOTHING_READ = { width: null, height: null, duration_seconds: null };

async function* contentOf(
  files: Files,
  key: string,
  organizationId: string,
): AsyncGenerator<Uint8Array> {
  const content = await files.open(key, organizationId);
  if (content === undefined) throw new Error(`Part ${key} is missing`);
  if (content instanceof Uint8Array) yield content;
  else yield* content as unknown as AsyncIterable<Uint8Array>;
}
