import type { Keyring, Score } from '../ports.ts';
import type { SubmissionRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

const PURPOSE = 'content-mark';
/** More equal files than this say nothing new. */
const MOST_COMPARED = 100;

/**
 * Returns what stands for the bytes of a person's file: a keyed hash, since the SHA-256 itself describes the content and is
 * stored sealed.
 */
export function contentMark(keyring: Pick<Keyring, 'sign'>, contentHash: string): string {
  return keyring.sign(PURPOSE, contentHash);
}

/**
 * Returns the score of a person's file that is, byte for byte, another one: of its job, whoever submitted it and whatever came
 * of it; of another job of the same person, unless it was rejected there; or the one that it replaces. Returns undefined for
 * any other file, and for the first of equal ones.
 */
export async function duplicateScore(
  work: Work,
  submission: SubmissionRecord,
): Promise<Score | undefined> {
  if (submission.content_mark === null) return undefined;
  const where = await whereItWas(work, submission);
  if (where === undefined) return undefined;
  const reasoning = `Not scored: exactly the same file was submitted before${where}.`;
  const rejection_code = 'duplicate' as const;
  return { relevance: 1, quality: 1, completeness: 1, reasoning, rejection_code };
}

async function whereItWas(work: Work, submission: SubmissionRecord): Promise<string | undefined> {
  const { id, job_id, worker_id, attempt, content_hash } = submission;
  const replaced = await work.tables.submission_attempts.get(`${id}:${attempt - 1}`);
  if (replaced?.content_hash === content_hash) return ', and this is its retry';
  const ofJob = await equalFiles(work, submission, { job_id });
  if (ofJob.length > 0) return ' for this job';
  const ofWorker = await equalFiles(work, submission, { worker_id });
  return ofWorker.some(({ status }) => status !== 'rejected') ? ' for another job' : undefined;
}

/** Returns the submissions with the same bytes that came earlier. */
async function equalFiles(
  { ports, tables }: Work,
  { id, content_hash, submitted_at }: SubmissionRecord,
  owner: Partial<Pick<SubmissionRecord, 'job_id' | 'worker_id'>>,
): Promise<readonly SubmissionRecord[]> {
  const content_mark = ports.keyring.signatures(PURPOSE, content_hash);
  const where = { ...owner, content_mark };
  const equal = await tables.submissions.list({ where, order: 'oldest', limit: MOST_COMPARED });
  return equal.filter(
    (other) =>
      other.submitted_at < submitted_at || (other.submitted_at === submitted_at && other.id < id),
  );
}
