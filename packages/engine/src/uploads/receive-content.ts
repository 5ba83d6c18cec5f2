import { counted } from '@firsthandapi/spec/counted';
import { ApiError } from '../errors/api-error.ts';
import type { Ports } from '../ports.ts';
import type { UploadRecord } from '../store/records.ts';
import { PartSource } from './part-source.ts';
import { PART_BYTES, partKey, requireRoomForPart } from './upload-parts.ts';

type Storage = { readonly ports: Ports };

/**
 * Stores bytes of an upload from an offset on, part by part, and returns the upload as it is then. Each part that is stored
 * is noted at once, so that a process that ends loses only the one under way.
 *
 * Of two requests for the same offset the first to complete a part goes on, and the other ends with a conflict.
 */
export async function receiveContent(
  storage: Storage,
  upload: UploadRecord,
  offset: number,
  content: AsyncIterable<Uint8Array>,
): Promise<UploadRecord> {
  if (upload.status !== 'receiving' || offset !== upload.received_bytes)
    throw offsetConflict(upload);
  const source = new PartSource(content);
  let current = upload;
  while (current.received_bytes < current.size_bytes) {
    if (!(await source.hasMore())) return current;
    current = await receivePart(storage, current, source);
  }
  if (await source.hasMore()) {
    throw new ApiError(
      'payload_too_large',
      `Upload ${upload.id} has ${counted(upload.size_bytes, 'byte')}`,
    );
  }
  return current;
}

/** Stores the next part, which is short when the request ends or breaks off within it. */
async function receivePart(
  storage: Storage,
  upload: UploadRecord,
  source: PartSource,
): Promise<UploadRecord> {
  const { files, store } = storage.ports;
  const offset = upload.received_bytes;
  const length = Math.min(PART_BYTES, upload.size_bytes - offset);
  const key = partKey(upload, offset);
  let stored = 0;
  const counted = async function* () {
    for await (const bytes of source.take(length)) {
      stored += bytes.length;
      yield bytes;
    }
  };
  requireRoomForPart(upload);
  await files.put(key, upload.job_organization_id, counted());
  return store.transact(async ({ uploads }) => {
    const before = await uploads.get(upload.id);
    if (before?.status !== 'receiving' || before.received_bytes !== offset) {
      throw offsetConflict(before ?? upload);
    }
    const parts = [...before.parts, offset];
    const after = { ...before, parts, received_bytes: offset + stored };
    await uploads.update(after);
    return after;
  });
}

function offsetConflict({ id, received_bytes, status }: UploadRecord): ApiError {
  const message =
    status === 'receiving'
      ? `Upload ${id} continues at byte ${received_bytes}`
      : `Upload ${id} is complete`;
  return new ApiError('conflict', message);
}
