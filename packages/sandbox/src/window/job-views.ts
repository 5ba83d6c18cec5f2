import type { Work } from '@firsthandapi/engine';
import { isPrecanned, openPrecanned, presentJob } from '@firsthandapi/engine/host';
import type { WorldInspection } from '../local/local-world.ts';
import { maskText } from '../log/mask.ts';
import type { JobDetail, JobRow, SubmissionRow } from './protocol.ts';

const LISTED_JOBS = 100;
const LISTED_SUBMISSIONS = 60;
/** Media of simulated workers are smaller; a file that a test made need not be shown. */
const LARGEST_PREVIEW = 16 * 1_048_576;
/** What a browser shows as a picture, a sound or a film. SVG is none of them: it is a document. */
const PREVIEWED =
  /^(?:image\/(?:jpeg|png|webp|gif|heic)|audio\/[\w.+-]{1,40}|video\/[\w.+-]{1,40})$/;

type JobRecord = NonNullable<Awaited<ReturnType<Work['tables']['jobs']['get']>>>;
type SubmissionRecord = NonNullable<Awaited<ReturnType<Work['tables']['submissions']['get']>>>;

/** Returns the newest jobs of a world, those of accounts that signed up in it included. */
export function listJobs({ life }: WorldInspection): Promise<JobRow[]> {
  return life.core.store.read(async ({ jobs }) =>
    (await jobs.list({ limit: LISTED_JOBS })).map(jobRow),
  );
}

/** Returns a job with its submissions, oldest first, or undefined when it is unknown. */
export function viewJob({ life }: WorldInspection, id: string): Promise<JobDetail | undefined> {
  return life.core.store.read(async ({ jobs, submissions }) => {
    const job = await jobs.get(id);
    if (job === undefined) return undefined;
    const where = { job_id: id };
    const listed = await submissions.list({ where, order: 'oldest', limit: LISTED_SUBMISSIONS });
    return {
      job: jobRow(job),
      json: maskText(JSON.stringify(presentJob(job), null, 2)),
      submissions: listed.map(submissionRow),
      submissions_total: await submissions.count({ where }),
    };
  });
}

/** A file to show. */
export interface Preview {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Returns the content of a submission, or undefined when it is unknown, deleted or nothing to show. */
export async function openPreview(
  { life }: WorldInspection,
  submissionId: string,
): Promise<Preview | undefined> {
  const { store, files } = life.core;
  const found = await store.read(({ submissions }) => submissions.get(submissionId));
  if (found === undefined || !isPreviewed(found) || found.content_key === null) return undefined;
  const { content_key: key, content_type: type } = found;
  const bytes = isPrecanned(key) ? await openPrecanned(key) : await files.open(key);
  return bytes === undefined ? undefined : { type, bytes };
}

function isPreviewed({ content_type, size_bytes }: SubmissionRecord): boolean {
  return PREVIEWED.test(content_type) && size_bytes <= LARGEST_PREVIEW;
}

function jobRow(job: JobRecord): JobRow {
  const presented = presentJob(job);
  return {
    id: job.id,
    title: presented.title ?? null,
    description: presented.description.slice(0, 300),
    status: presented.status,
    environment: job.environment,
    created_at: presented.created_at,
    files_needed: presented.files_needed,
    files_approved: presented.files_approved,
    files_waiting: presented.files_pending,
  };
}

function submissionRow(submission: SubmissionRecord): SubmissionRow {
  const { id, status, attempt, content_type, size_bytes, width, height } = submission;
  return {
    id,
    status,
    attempt,
    stars: submission.ai_star_rating,
    reasoning: submission.ai_reasoning,
    content_type,
    size_bytes,
    width,
    height,
    duration_seconds: submission.duration_seconds,
    submitted_at: new Date(submission.submitted_at).toISOString(),
    has_content: submission.content_key !== null && isPreviewed(submission),
  };
}
