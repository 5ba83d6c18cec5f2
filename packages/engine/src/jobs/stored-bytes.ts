import type { JobRecord } from '../store/records.ts';

/** What the rows of one file take: its submission, assignment, worker, events and the file itself. */
const BYTES_PER_FILE = 4_096;
/** What the deliveries of one file's events take for each endpoint. */
const BYTES_PER_FILE_AND_ENDPOINT = 512;

const encoder = new TextEncoder();

/** Returns what a job counts as in the quota `stored_bytes` until its content is deleted (contract §2). */
export function storedBytes(
  job: Pick<
    JobRecord,
    | 'files_needed'
    | 'title'
    | 'description'
    | 'scoring_criteria'
    | 'worker_guidelines'
    | 'location'
    | 'metadata'
    | 'context'
  >,
  enabledEndpoints: number,
): number {
  const { title, description, scoring_criteria, worker_guidelines } = job;
  const { location, metadata, context } = job;
  const texts = [title, description, scoring_criteria, worker_guidelines];
  const size = encoder.encode(JSON.stringify([...texts, location, metadata, context])).byteLength;
  const each = BYTES_PER_FILE + enabledEndpoints * BYTES_PER_FILE_AND_ENDPOINT;
  return size + job.files_needed * each;
}
