import type { UsageSummary } from '@firsthandapi/spec';
import type { RequestCounts, UsageTotals } from '../store/summaries.ts';

/** The figures of a summary, without its window. */
export type UsageFigures = Omit<UsageSummary, 'object' | 'start_date' | 'end_date'>;

/** Presents totals of requests as the API shows them (contract §3). */
export function presentUsageTotals(totals: UsageTotals): UsageFigures {
  const { by_operation, p95_duration_ms, duration_ms } = totals;
  const sumOf = (field: 'requests' | 'failed_requests') =>
    by_operation.reduce((sum, counts) => sum + counts[field], 0);
  const total_requests = sumOf('requests');
  return {
    total_requests,
    failed_requests: sumOf('failed_requests'),
    rate_limited_requests: totals.rate_limited_requests,
    mean_duration_seconds: total_requests === 0 ? null : duration_ms / total_requests / 1_000,
    p95_duration_seconds: p95_duration_ms === null ? null : p95_duration_ms / 1_000,
    credits_cents: totals.credits_cents,
    by_operation: by_operation.map(({ value, ...counts }) => ({ operation: value, ...counts })),
    by_api_key: totals.by_api_key.map(presentKeyCounts),
  };
}

function presentKeyCounts({ value, ...counts }: RequestCounts): UsageSummary['by_api_key'][number] {
  return { api_key_id: value, ...counts };
}
