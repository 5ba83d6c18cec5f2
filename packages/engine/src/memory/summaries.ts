import { median, percentile } from '../lists/statistics.ts';
import type { SubmissionRecord, UsageRecord } from '../store/records.ts';
import { walkRows } from '../store/rows.ts';
import type { Tables } from '../store/store.ts';
import {
  LARGEST_KEY_LIST,
  type RequestCounts,
  type SubmissionTotals,
  type Summaries,
  type SummaryFilter,
  type UsageTotals,
} from '../store/summaries.ts';

/** Summaries computed by reading the rows: those of a store in memory are few. */
export class MemorySummaries implements Summaries {
  readonly #tables: () => Pick<Tables, 'usage_records' | 'submissions' | 'jobs'>;

  constructor(tables: () => Pick<Tables, 'usage_records' | 'submissions' | 'jobs'>) {
    this.#tables = tables;
  }

  async usage({ scope, from, to }: SummaryFilter): Promise<UsageTotals> {
    const rows: UsageRecord[] = [];
    const found = walkRows(this.#tables().usage_records, {
      where: scope,
      atLeast: { created_at: from },
      below: { created_at: to },
    });
    for await (const row of found) rows.push(row);
    const sumOf = (field: 'credits_cents' | 'duration_ms') =>
      rows.reduce((sum, row) => sum + row[field], 0);
    const durations = rows.map(({ duration_ms }) => duration_ms);
    return {
      rate_limited_requests: rows.filter(({ status }) => status === 429).length,
      credits_cents: sumOf('credits_cents'),
      duration_ms: sumOf('duration_ms'),
      p95_duration_ms: percentile(durations, 95),
      by_operation: countBy(rows, 'operation'),
      by_api_key: countBy(rows, 'api_key_id').slice(0, LARGEST_KEY_LIST),
    };
  }

  async submissions(
    { scope, from, to }: SummaryFilter,
    job_id?: string,
  ): Promise<SubmissionTotals> {
    const { submissions, jobs } = this.#tables();
    const by_status: Partial<Record<SubmissionRecord['status'], number>> = {};
    const by_rating: Record<number, number> = {};
    const turnarounds: number[] = [];
    const rows = walkRows(submissions, {
      where: { ...scope, ...(job_id !== undefined && { job_id }) },
      atLeast: { submitted_at: from },
      below: { submitted_at: to },
    });
    for await (const row of rows) {
      by_status[row.status] = (by_status[row.status] ?? 0) + 1;
      const { ai_star_rating: stars } = row;
      if (stars !== null) by_rating[stars] = (by_rating[stars] ?? 0) + 1;
      if (row.scored_at === null) continue;
      const job = await jobs.get(row.job_id);
      turnarounds.push(row.scored_at - (job?.created_at ?? row.submitted_at));
    }
    const median_ms = median(turnarounds);
    const p95_ms = percentile(turnarounds, 95);
    const turnaround = median_ms === null || p95_ms === null ? null : { median_ms, p95_ms };
    return { by_status, by_rating, turnaround };
  }
}

function countBy(
  rows: readonly UsageRecord[],
  field: 'operation' | 'api_key_id',
): readonly RequestCounts[] {
  const counts = new Map<string, RequestCounts>();
  for (const row of rows) {
    const value = row[field];
    const before = counts.get(value) ?? { value, requests: 0, failed_requests: 0 };
    counts.set(value, {
      value,
      requests: before.requests + 1,
      failed_requests: before.failed_requests + (row.status >= 400 ? 1 : 0),
    });
  }
  return [...counts.values()].sort(
    (one, other) => other.requests - one.requests || (one.value < other.value ? -1 : 1),
  );
}
