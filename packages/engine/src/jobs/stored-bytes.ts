import type { CreateJobRequest } from '@firsthandapi/spec';

/** What the rows of one file take: its submission, assignment, worker, events and the file itself. */
const BYTES_PER_FILE = 4_096;
/** What the deliveries of one file's events take for each endpoint. */
const BYTES_PER_FILE_AND_ENDPOINT = 512;

/** The brackets and commas of an array of seven. */
const ARRAY_BYTES = 8;
const QUOTES_BYTES = 2;
const NULL_BYTES = 4;
const NO_METADATA_BYTES = 2;
/** Text that JSON and UTF-8 leave as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Returns what a job without webhooks counts as in the quota `stored_bytes` until its content is deleted (contract §2):
 * the size of its texts as a JSON array in UTF-8, and of its files' rows.
 */
export function storedBytes(request: CreateJobRequest): number {
  const texts =
    sizeOf(request.title) +
    sizeOf(request.description) +
    sizeOf(request.scoring_criteria) +
    sizeOf(request.worker_guidelines);
  const metadata = request.metadata ? sizeOf(request.metadata) : NO_METADATA_BYTES;
  const objects = sizeOf(request.location) + metadata + sizeOf(request.context);
  return ARRAY_BYTES + texts + objects + request.files_needed * BYTES_PER_FILE;
}

/** Returns what the deliveries of a job's events count as in addition. */
export function deliveryBytes(files: number, enabledEndpoints: number): number {
  return files * enabledEndpoints * BYTES_PER_FILE_AND_ENDPOINT;
}

/** The size of a value as JSON in UTF-8. Most texts are plain, and are measured without being serialised. */
function sizeOf(value: string | object | null | undefined): number {
  if (value === undefined || value === null) return NULL_BYTES;
  if (typeof value === 'string' && PLAIN.test(value)) return value.length + QUOTES_BYTES;
  return new TextEncoder().encode(JSON.stringify(value)).byteLength;
}
