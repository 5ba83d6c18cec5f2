import type { SubmissionSummary } from '@firsthandapi/spec';
import { mean, median, percentile } from '../lists/statistics.ts';
import type { SubmissionRecord, SubmissionStatus } from '../store/records.ts';

/** The fields of a submission that a summary uses. */
export interface SummarizedSubmission
  extends Pick<SubmissionRecord, 'status' | 'ai_star_rating' | 'scored_at'> {
  /** When its job was created, in milliseconds since the epoch. */
  readonly job_created_at: number;
}

/** The figures of a summary, without its window and filter. */
export type SubmissionFigures = Omit<
  SubmissionSummary,
  'object' | 'job_id' | 'start_date' | 'end_date'
>;

/** Summarizes submissions (contract §3). Turnaround is measured from the job's creation to the submission's score. */
export function summarizeSubmissions(
  submissions: readonly SummarizedSubmission[],
): SubmissionFigures {
  const by_status = countByStatus(submissions);
  const decided = by_status.approved + by_status.rejected;
  const ratings = submissions.flatMap(({ ai_star_rating }) => ai_star_rating ?? []);
  const turnarounds = submissions.flatMap(({ scored_at, job_created_at }) =>
    scored_at === null ? [] : (scored_at - job_created_at) / 1_000,
  );
  return {
    total: submissions.length,
    by_status,
    approval_rate: decided === 0 ? null : by_status.approved / decided,
    mean_rating: mean(ratings),
    rating_histogram: countByRating(ratings),
    median_turnaround_seconds: median(turnarounds),
    p95_turnaround_seconds: percentile(turnarounds, 0.95),
  };
}

function countByStatus(submissions: readonly SummarizedSubmission[]) {
  const counts: Record<SubmissionStatus, number> = {
    pending_score: 0,
    approved: 0,
    rejected: 0,
    retry_pending: 0,
  };
  for (const { status } of submissions) counts[status] += 1;
  return counts;
}

function countByRating(ratings: readonly number[]): SubmissionFigures['rating_histogram'] {
  const having = (stars: number) => ratings.filter((rating) => rating === stars).length;
  return { '1': having(1), '2': having(2), '3': having(3), '4': having(4), '5': having(5) };
}
