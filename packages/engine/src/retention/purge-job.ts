import { deleteContent } from '../files/delete-content.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

/** What a purge removes, one name for each row. */
export type PurgedCategory = 'files' | 'submissions' | 'assignments';

/**
 * Removes what workers handed in for an ended job: its files whole, and of its submissions the content and what
 * describes it. Status, rating and times stay, because the figures of summaries rest on them. Yields once for each row,
 * and may be stopped after any and begun anew; the job is marked when nothing is left.
 */
export async function* purgeJob(work: Work, job: JobRecord): AsyncGenerator<PurgedCategory> {
  const { files, submissions, assignments, jobs } = work.tables;
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
  for await (const assignment of rowsUntilGone(assignments, { where: { job_id: job.id } })) {
    await assignments.delete(assignment.id);
    yield 'assignments';
  }
  const current = await jobs.get(job.id);
  if (current?.purged_at === null) await jobs.update({ ...current, purged_at: work.now });
}

function withoutContent(submission: SubmissionRecord, now: number): SubmissionRecord {
  return {
    ...submission,
    content_key: null,
    content_hash: '',
    ai_reasoning: null,
    captured_at: null,
    purged_at: now,
  };
}
