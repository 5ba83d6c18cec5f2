import type { Upload } from '../media/media-content.ts';
import type { JobRecord } from '../store/records.ts';
import {
  catalog,
  choosePrecanned,
  loadPrecanned,
  type PrecannedContentType,
  type PrecannedEntry,
} from './index.ts';

/**
 * Prefix of precanned media's content keys, `precanned:<sha256>`. Their bytes ship with the code and are not stored.
 */
const PREFIX = 'precanned:';

/**
 * Returns the precanned file that a simulated worker uploads for a slot, alternating between formats and pictures. With
 * `isTooSmall` it is the smallest one, whatever the job requires.
 */
export function precannedUpload(
  job: JobRecord,
  slot: number,
  capturedAt: number,
  isTooSmall = false,
): Upload {
  const formats = job.accepted_formats as readonly PrecannedContentType[];
  const format = formats[slot % formats.length];
  if (format === undefined) throw new Error(`Job ${job.id} accepts no format`);
  const entry = choosePrecanned(format, {
    minWidth: isTooSmall ? null : job.min_width,
    minHeight: isTooSmall ? null : job.min_height,
    variant: Math.floor(slot / formats.length),
  });
  return {
    content_key: precannedKey(entry),
    content_type: entry.contentType,
    size_bytes: entry.sizeBytes,
    width: entry.width,
    height: entry.height,
    duration_seconds: entry.durationSeconds,
    content_hash: entry.sha256,
    captured_at: capturedAt,
  };
}

/** Returns the content key of a precanned file. */
export function precannedKey({ sha256 }: PrecannedEntry): string {
  return `${PREFIX}${sha256}`;
}

export function isPrecanned(contentKey: string): boolean {
  return contentKey.startsWith(PREFIX);
}

/** Returns the bytes of a precanned file, or undefined when no catalog entry has the content key. */
export async function openPrecanned(contentKey: string): Promise<Uint8Array | undefined> {
  const sha256 = contentKey.slice(PREFIX.length);
  const entry = catalog.find((candidate) => candidate.sha256 === sha256);
  return entry && (await loadPrecanned(entry)).bytes;
}
