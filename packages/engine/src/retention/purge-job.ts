import { deleteContent } from '../files/delete-content.ts';
import { previewKey } from '../files/submission-preview.ts';
import { endSettling } from '../jobs/change-job.ts';
import { withoutTexts } from '../jobs/without-texts.ts';
import { releaseQuotas } from '../quotas/claim-quota.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

/** What a purge removes, one name for each row. */
export type PurgedCategory =
  | 'files'
  | 'submissions'
  | 'submission_attempts'
  | 'assessments'
  | 'appeals'
  | 'assignments'
  | 'workers'
  | 'jobs';

/**
 * Removes what workers submitted for an ended job and what the customer wrote: its files, the content of its submissions
 * and what describes it, how they were assessed, its simulated workers, and the job's texts (contract §8). Status, rating and times stay, because summaries need them.
 * Yields once for each row, so that it can be stopped after any row and resumed later; the job is marked last.
 */
export async function* purgeJob(work: Work, job: JobRecord): AsyncGenerator<PurgedCategory> {
  const { files, submissions, submission_attempts, assessments } = work.tables;
  const { appeals, assignments, workers, jobs } = work.tables;
  await endSettling(work, job);
  for await (const file of rowsUntilGone(files, { where: { job_id: job.id } })) {
    await deleteContent(work, file.content_key);
    await files.delete(file.id);
    yield 'files';
  }
  const kept = { where: { job_id: job.id, purged_at: null } };
  for await (const submission of rowsUntilGone(submissions, kept)) {
    await deleteContent(work, submission.content_key);
    await submissions.update(withoutContent(submission, work.now));
    yield 'submissions';
  }
  for await (const attempt of rowsUntilGone(submission_attempts, { where: { job_id: job.id } })) {
    await deleteContent(work, attempt.content_key);
    await submission_attempts.delete(attempt.id);
    yield 'submission_attempts';
  }
  for await (const assessment of rowsUntilGone(assessments, { where: { job_id: job.id } })) {
    await deleteContent(work, previewKey(assessment.id));
    await assessments.delete(assessment.id);
    yield 'assessments';
  }
  for await (const appeal of rowsUntilGone(appeals, { where: { job_id: job.id } })) {
    await appeals.delete(appeal.id);
    yield 'appeals';
  }
  for await (const assignment of rowsUntilGone(assignments, { where: { job_id: job.id } })) {
    await assignments.delete(assignment.id);
    yield 'assignments';
  }
  for await (const worker of rowsUntilGone(workers, { where: { job_id: job.id } })) {
    await workers.delete(worker.id);
    yield 'workers';
  }
  const current = await jobs.get(job.id);
  if (current === undefined || current.purged_at !== null) return;
  const size = { name: 'stored_bytes', amount: current.stored_bytes } as const;
  await releaseQuotas(work, current, [size]);
  await jobs.update({
    ...withoutTexts(current, work.now),
    stored_bytes: 0,
    purged_at: work.now,
  });
  yield 'jobs';
}

/** A submission without its content and what describes it. */
export function withoutContent(submission: SubmissionRecord, now: number): SubmissionRecord {
  return {
    ...submission,
    content_key: null,
    preview: null,
    content_hash: '',
    content_mark: null,
    ai_reasoning: null,
    captured_at: null,
    position: null,
    purged_at: now,
  };
}
