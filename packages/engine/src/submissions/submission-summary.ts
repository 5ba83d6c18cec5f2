import type { SubmissionSummary } from '@firsthandapi/spec';
import type { SubmissionTotals } from '../store/summaries.ts';

/** The figures of a summary, without its window and filter. */
export type SubmissionFigures = Omit<
  SubmissionSummary,
  'object' | 'job_id' | 'start_date' | 'end_date'
>;

const STARS = [1, 2, 3, 4, 5] as const;

const NONE_BY_STATUS = { pending_score: 0, approved: 0, rejected: 0, retry_pending: 0 };

/** Presents totals of submissions as the API shows them (contract §3). */
export function presentSubmissionTotals(totals: SubmissionTotals): SubmissionFigures {
  const { turnaround } = totals;
  const by_status = { ...NONE_BY_STATUS, ...totals.by_status };
  const decided = by_status.approved + by_status.rejected;
  return {
    total: Object.values(by_status).reduce((sum, count) => sum + count, 0),
    by_status,
    approval_rate: decided === 0 ? null : by_status.approved / decided,
    mean_rating: meanRating(totals.by_rating),
    rating_histogram: histogramOf(totals.by_rating),
    median_turnaround_seconds: turnaround === null ? null : turnaround.median_ms / 1_000,
    p95_turnaround_seconds: turnaround === null ? null : turnaround.p95_ms / 1_000,
  };
}

function meanRating(byRating: SubmissionTotals['by_rating']): number | null {
  let rated = 0;
  let stars = 0;
  for (const star of STARS) {
    const count = byRating[star] ?? 0;
    rated += count;
    stars += star * count;
  }
  return rated === 0 ? null : stars / rated;
}

function histogramOf(
  byRating: SubmissionTotals['by_rating'],
): SubmissionFigures['rating_histogram'] {
  const having = (stars: number) => byRating[stars] ?? 0;
  return { '1': having(1), '2': having(2), '3': having(3), '4': having(4), '5': having(5) };
}
