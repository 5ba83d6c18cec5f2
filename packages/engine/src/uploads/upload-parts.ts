import { ApiError } from '../errors/api-error.ts';
import type { UploadRecord } from '../store/records.ts';

/**
 * What is stored at a time, in bytes. A process that ends loses at most the part that is under way, and a slow connection
 * still completes a part before the time for a request is over.
 */
export const PART_BYTES = 262_144;
/** Of one upload: four times what the largest file needs when it is not sent in small pieces. */
const MOST_PARTS = 4_096;

/** Returns the key of the part that begins at an offset. */
export function partKey({ id }: Pick<UploadRecord, 'id'>, offset: number): string {
  return `${id}.part.${offset}`;
}

/** Returns the keys of the parts that have arrived, in their order. */
export function arrivedParts(upload: UploadRecord): readonly string[] {
  return upload.parts.map((offset) => partKey(upload, offset));
}

/** Returns the keys of all parts that may exist, with the one that a crash may have left behind. */
export function possibleParts(upload: UploadRecord): readonly string[] {
  return [...arrivedParts(upload), partKey(upload, upload.received_bytes)];
}

/** Throws a conflict when an upload was sent in too many small pieces to take another one. */
export function requireRoomForPart({ id, parts }: UploadRecord): void {
  if (parts.length < MOST_PARTS) return;
  throw new ApiError(
    'conflict',
    `Upload ${id} has ${MOST_PARTS} parts; send it anew in larger ones`,
  );
}
