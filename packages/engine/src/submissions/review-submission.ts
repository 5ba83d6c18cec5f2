import { appendAuditEvent } from '../audit/record-audit.ts';
import { ApiError, notFound } from '../errors/api-error.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { Score } from '../ports.ts';
import type { AssessmentRecord, SubmissionRecord, TaskRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { scorePersonsFile } from './retry-expiry.ts';

/** The kind of task that ends the wait for a review; its subject is the submission. */
export const REVIEW_EXPIRE_TASK = 'submission.review_expire';
/** How long a submission waits for a person who decides (contract §5). */
const REVIEW_MS = 24 * 60 * 60 * 1_000;

/** Leaves a submission to a person. Its assessment stands when nobody has decided in time, if it has a rating. */
export async function holdForReview(
  work: Work,
  { id, attempt }: SubmissionRecord,
  assessment: AssessmentRecord,
): Promise<void> {
  if (assessment.dimensions === null) return;
  await work.tables.tasks.schedule({
    id: `${REVIEW_EXPIRE_TASK}:${assessment.id}`,
    due_at: work.now + REVIEW_MS,
    kind: REVIEW_EXPIRE_TASK,
    subject: id,
    data: { attempt, assessment_id: assessment.id },
  });
}

/** Task `submission.review_expire`: applies the provisional rating of a submission that nobody has reviewed. */
export async function applyUnreviewed(work: Work, { subject, data }: TaskRecord): Promise<void> {
  const { submissions, assessments, jobs } = work.tables;
  const submission = await submissions.get(subject);
  const assessment = await assessments.get(String(data.assessment_id));
  if (submission === undefined || submission.attempt !== data.attempt) return;
  if (assessment?.outcome !== 'needs_review' || assessment.dimensions === null) return;
  const job = await jobs.get(submission.job_id);
  if (job === undefined) return;
  const { dimensions, reasoning, annotations } = assessment;
  const score = { ...dimensions, reasoning: reasoning ?? '', annotations };
  await scorePersonsFile(work, job, submission, score);
}

/** A person's decision about a submission that waits for its rating. */
export interface Review {
  /** The person, as the audit log names them. */
  readonly reviewer_id: string;
  readonly score: Score;
}

/**
 * Rates a submission as a person decided. What a scorer recognised in the file is kept. Throws 404 for an unknown
 * submission, and 409 when it does not wait for its rating.
 */
export async function reviewSubmission(
  work: Work,
  submissionId: string,
  { reviewer_id, score }: Review,
): Promise<SubmissionRecord> {
  const submission = await work.tables.submissions.get(submissionId);
  if (submission === undefined) throw notFound('submission', submissionId);
  const job = await work.tables.jobs.get(submission.job_id);
  if (submission.status !== 'pending_score' || job === undefined || hasEnded(job)) {
    throw new ApiError(
      'conflict',
      `Submission ${submissionId} is ${submission.status} and waits for no review`,
    );
  }
  const annotations = await annotationsOf(work, submission);
  await auditReview(work, submission, reviewer_id);
  return scorePersonsFile(work, job, submission, { annotations, ...score });
}

/** Returns what a scorer recognised in the current attempt; null when none did. */
async function annotationsOf({ tables }: Work, { id, attempt }: SubmissionRecord) {
  const where = { submission_id: id, attempt, outcome: 'needs_review' as const };
  const [assessment] = await tables.assessments.list({ where, limit: 1 });
  return assessment?.annotations ?? null;
}

function auditReview(work: Work, submission: SubmissionRecord, reviewerId: string): Promise<void> {
  const resource = { type: 'submission', id: submission.id };
  return appendAuditEvent(work, scopeOf(submission), 'submission.reviewed', resource, {
    actor: { type: 'reviewer', id: reviewerId },
    ip: null,
    user_agent: null,
    request_id: null,
  });
}
