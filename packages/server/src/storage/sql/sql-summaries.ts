import {
  LARGEST_KEY_LIST,
  type RequestCounts,
  type SubmissionTotals,
  type Summaries,
  type SummaryFilter,
  type UsageTotals,
} from '@firsthandapi/engine';
import type { Session, SqlRow, SqlValue } from './session.ts';

const OWNED = 'organization_id = ? AND environment = ?';
const USAGE = `FROM usage_records WHERE ${OWNED} AND created_at >= ? AND created_at < ?`;
const SUBMISSIONS = `FROM submissions AS s WHERE s.organization_id = ? AND s.environment = ?
  AND s.submitted_at >= ? AND s.submitted_at < ?`;
const OF_JOB = ' AND s.job_id = ?';

const countsBy = (field: 'operation' | 'api_key_id') => `SELECT ${field} AS value,
    count(*) AS requests, sum(CASE WHEN status >= 400 THEN 1 ELSE 0 END) AS failed
  ${USAGE} GROUP BY ${field} ORDER BY requests DESC, value`;
const BY_OPERATION = countsBy('operation');
const BY_KEY = `${countsBy('api_key_id')} LIMIT ${LARGEST_KEY_LIST}`;

/** The nearest rank of the 95th percentile among `total` values, in integers as both databases divide them. */
const P95 = '(95 * total + 99) / 100';

const USAGE_TOTALS = `SELECT total, limited, credits, duration, (
    SELECT duration_ms FROM (
      SELECT duration_ms, row_number() OVER (ORDER BY duration_ms) AS place ${USAGE}
    ) AS ranked WHERE place = ${P95}
  ) AS p95
  FROM (
    SELECT count(*) AS total, sum(CASE WHEN status = 429 THEN 1 ELSE 0 END) AS limited,
      sum(credits_cents) AS credits, sum(duration_ms) AS duration ${USAGE}
  ) AS totals`;

const byStatus = (filter: string) => `SELECT s.status, s.ai_star_rating AS stars, count(*) AS count
  ${filter} GROUP BY s.status, s.ai_star_rating`;

/** The two values in the middle, which are one when their number is odd, and the 95th percentile. */
const turnarounds = (filter: string) => `SELECT place, total, ms FROM (
    SELECT ms, row_number() OVER (ORDER BY ms) AS place, count(*) OVER () AS total FROM (
      SELECT scored_at - coalesce(jobs.created_at, submitted_at) AS ms
      FROM (SELECT s.job_id, s.scored_at, s.submitted_at ${filter} AND s.scored_at IS NOT NULL) AS scored
      LEFT JOIN jobs ON jobs.id = scored.job_id
    ) AS measured
  ) AS ranked
  WHERE place IN ((total + 1) / 2, total / 2 + 1, ${P95}) ORDER BY place`;

/** Summaries computed by the database. */
export class SqlSummaries implements Summaries {
  readonly #session: Session;
  readonly #beforeUsage: () => Promise<void>;

  /** @param beforeUsage Writes buffered usage records, so that a summary includes them. Default: nothing. */
  constructor(session: Session, beforeUsage = async () => {}) {
    this.#session = session;
    this.#beforeUsage = beforeUsage;
  }

  async usage(filter: SummaryFilter): Promise<UsageTotals> {
    await this.#beforeUsage();
    const values = valuesOf(filter);
    const [totals] = await this.#session.scan(USAGE_TOTALS, [...values, ...values]);
    const byOperation = await this.#session.scan(BY_OPERATION, values);
    const byKey = await this.#session.scan(BY_KEY, values);
    return {
      rate_limited_requests: Number(totals?.limited ?? 0),
      credits_cents: Number(totals?.credits ?? 0),
      duration_ms: Number(totals?.duration ?? 0),
      p95_duration_ms: numberOrNull(totals?.p95),
      by_operation: byOperation.map(countsOf),
      by_api_key: byKey.map(countsOf),
    };
  }

  async submissions(filter: SummaryFilter, jobId?: string): Promise<SubmissionTotals> {
    const text = jobId === undefined ? SUBMISSIONS : SUBMISSIONS + OF_JOB;
    const values = [...valuesOf(filter), ...(jobId === undefined ? [] : [jobId])];
    const by_status: Record<string, number> = {};
    const by_rating: Record<number, number> = {};
    for (const { status, stars, count } of await this.#session.scan(byStatus(text), values)) {
      by_status[String(status)] = (by_status[String(status)] ?? 0) + Number(count);
      if (stars !== null)
        by_rating[Number(stars)] = (by_rating[Number(stars)] ?? 0) + Number(count);
    }
    const ranked = await this.#session.scan(turnarounds(text), values);
    return { by_status, by_rating, turnaround: turnaroundOf(ranked) };
  }
}

function valuesOf({ scope, from, to }: SummaryFilter): readonly SqlValue[] {
  return [scope.organization_id, scope.environment, from, to];
}

function countsOf({ value, requests, failed }: SqlRow): RequestCounts {
  return {
    value: String(value),
    requests: Number(requests),
    failed_requests: Number(failed),
  };
}

function turnaroundOf(ranked: readonly SqlRow[]): SubmissionTotals['turnaround'] {
  const total = Number(ranked[0]?.total ?? 0);
  if (total === 0) return null;
  const msAt = (place: number) =>
    Number(ranked.find((row) => Number(row.place) === place)?.ms ?? 0);
  const middle = msAt(Math.ceil(total / 2)) + msAt(Math.floor(total / 2) + 1);
  return { median_ms: middle / 2, p95_ms: msAt(Math.ceil((95 * total) / 100)) };
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
