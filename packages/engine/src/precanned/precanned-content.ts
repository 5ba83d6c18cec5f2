import type { Upload } from '../media/media-content.ts';
import type { JobRecord } from '../store/records.ts';
import {
  catalog,
  choosePrecanned,
  loadPrecanned,
  type PrecannedContentType,
  type PrecannedEntry,
} from './index.ts';

/** Content keys of precanned media, `precanned:<sha256>`: the bytes come with the code and need no storing. */
const PREFIX = 'precanned:';

/**
 * The precanned file that a simulated worker uploads for a slot: formats and pictures take turns. With `isTooSmall`
 * it is the smallest there is, whatever the job asks for.
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

/** The content key of a precanned file. */
export function precannedKey({ sha256 }: PrecannedEntry): string {
  return `${PREFIX}${sha256}`;
}

export function isPrecanned(contentKey: string): boolean {
  return contentKey.startsWith(PREFIX);
}

/** The bytes behind a content key of `precannedUpload`, or undefined for one that no catalog entry has. */
export async function openPrecanned(contentKey: string): Promise<Uint8Array | undefined> {
  const sha256 = contentKey.slice(PREFIX.length);
  const entry = catalog.find((candidate) => candidate.sha256 === sha256);
  return entry && (await loadPrecanned(entry)).bytes;
}
