import type { UsageSummary } from '@firsthandapi/spec';
import { mean, percentile } from '../lists/statistics.ts';
import type { UsageRecord } from '../store/records.ts';

/** The fields of a request that a summary uses. */
export type SummarizedRequest = Pick<
  UsageRecord,
  'operation' | 'api_key_id' | 'status' | 'duration_ms' | 'credits_cents'
>;

/** The figures of a summary, without its window. */
export type UsageFigures = Omit<UsageSummary, 'object' | 'start_date' | 'end_date'>;

interface RequestCounts {
  readonly requests: number;
  readonly failed_requests: number;
}

/** Summarizes requests: in total, by operation and by key, most requests first (contract §3). */
export function summarizeUsage(requests: readonly SummarizedRequest[]): UsageFigures {
  const seconds = requests.map(({ duration_ms }) => duration_ms / 1_000);
  return {
    total_requests: requests.length,
    failed_requests: requests.filter(isFailed).length,
    rate_limited_requests: requests.filter(({ status }) => status === 429).length,
    mean_duration_seconds: mean(seconds),
    p95_duration_seconds: percentile(seconds, 0.95),
    credits_cents: requests.reduce((sum, { credits_cents }) => sum + credits_cents, 0),
    by_operation: countBy(requests, 'operation').map(([operation, counts]) => ({
      operation,
      ...counts,
    })),
    by_api_key: countBy(requests, 'api_key_id').map(([api_key_id, counts]) => ({
      api_key_id,
      ...counts,
    })),
  };
}

/** Counts requests by a field's values, most requests first and then by value, so that the order is stable. */
function countBy(
  requests: readonly SummarizedRequest[],
  field: 'operation' | 'api_key_id',
): readonly (readonly [string, RequestCounts])[] {
  const counts = new Map<string, RequestCounts>();
  for (const request of requests) {
    const before = counts.get(request[field]) ?? { requests: 0, failed_requests: 0 };
    counts.set(request[field], {
      requests: before.requests + 1,
      failed_requests: before.failed_requests + (isFailed(request) ? 1 : 0),
    });
  }
  return [...counts].sort(
    ([a, left], [b, right]) => right.requests - left.requests || (a < b ? -1 : 1),
  );
}

function isFailed({ status }: SummarizedRequest): boolean {
  return status >= 400;
}
