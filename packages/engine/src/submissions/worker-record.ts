import { nextTrust } from '../scoring/trust.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';
import type { Verdict } from './verdict.ts';

/** Records a verdict on its worker: a strike, if any, and the trust score of the job's category. */
export async function recordVerdict(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  verdict: Verdict,
): Promise<void> {
  const worker = await work.tables.workers.get(submission.worker_id);
  if (worker === undefined || submission.ai_star_rating === null) return;
  const since = worker.simulated ? job.created_at : await acceptedAt(work, submission, job);
  const turnaround = (submission.submitted_at - since) / 1_000;
  // Assigned: V8 compiles a literal with a computed name again for each request's copy of that name.
  const trust = { ...worker.trust };
  trust[job.type] = nextTrust(trust[job.type], {
    stars: submission.ai_star_rating,
    approved: verdict.status === 'approved',
    turnaround_seconds: turnaround,
  });
  await work.tables.workers.update({
    ...worker,
    strikes: worker.strikes + (verdict.strike ? 1 : 0),
    trust,
  });
}

/** A person is as slow as they are from accepting a job, whenever it was created. */
async function acceptedAt(
  { tables }: Work,
  { assignment_id }: SubmissionRecord,
  { created_at }: JobRecord,
): Promise<Instant> {
  return (await tables.assignments.get(assignment_id))?.accepted_at ?? created_at;
}
