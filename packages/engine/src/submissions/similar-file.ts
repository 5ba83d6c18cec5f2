import type { Assessment } from '../ports.ts';
import type { SubmissionRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** The newest of each that a picture is compared with: of its job, and of its worker. */
const MOST_OF_JOB = 200;
const MOST_OF_WORKER = 50;
const SIMILAR = 'The picture is nearly the same as one that was submitted before.';

/**
 * Returns the assessment of a picture as it counts. One that is nearly the same as another of its job or of its worker is left to a
 * person, since photos of one subject are alike as well: no measurement is a reason to reject it. What was rejected does not
 * matter, because nobody pays for it twice.
 */
export async function doubtCopy(
  work: Work,
  submission: SubmissionRecord,
  assessment: Assessment,
): Promise<Assessment> {
  if (assessment.verdict !== 'scored' || assessment.rejection_code !== null) return assessment;
  const other = await findSimilar(work, submission, assessment.likeness ?? null);
  if (other === undefined) return assessment;
  return {
    ...assessment,
    verdict: 'needs_review',
    rejection_code: null,
    reasoning: `${SIMILAR} ${assessment.reasoning}`,
    signals: [{ kind: 'near_duplicate', detail: other }, ...assessment.signals],
  };
}

/** Returns the id of a submission with nearly the same picture. */
async function findSimilar(
  { ports, tables }: Work,
  { id, job_id, worker_id }: SubmissionRecord,
  likeness: string | null,
): Promise<string | undefined> {
  const { scorer } = ports;
  if (likeness === null || scorer.isAlike === undefined) return undefined;
  const { assessments, submissions } = tables;
  const ofJob = await assessments.list({ where: { job_id }, limit: MOST_OF_JOB });
  const theirs = await submissions.list({ where: { worker_id }, limit: MOST_OF_WORKER });
  const where = { submission_id: theirs.map((each) => each.id) };
  const ofWorker = await assessments.list({ where, limit: 2 * MOST_OF_WORKER });
  const seen = new Set([id]);
  for (const { submission_id, likeness: before } of [...ofJob, ...ofWorker]) {
    if (before === null || seen.has(submission_id) || !scorer.isAlike(before, likeness)) continue;
    seen.add(submission_id);
    const other = await submissions.get(submission_id);
    if (other !== undefined && other.status !== 'rejected') return submission_id;
  }
  return undefined;
}
