import { nextTrust } from '../scoring/trust.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
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
  const turnaround = (submission.submitted_at - job.created_at) / 1_000;
  const trust = nextTrust(worker.trust[job.type], {
    stars: submission.ai_star_rating,
    approved: verdict.status === 'approved',
    turnaround_seconds: turnaround,
  });
  await work.tables.workers.update({
    ...worker,
    strikes: worker.strikes + (verdict.strike ? 1 : 0),
    trust: { ...worker.trust, [job.type]: trust },
  });
}
