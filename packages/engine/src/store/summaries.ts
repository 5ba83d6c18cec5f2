import type { SubmissionStatus } from './records.ts';
import type { Scope } from './scope.ts';

/** What a summary covers: one environment of an organization, including `from` and excluding `to`. */
export interface SummaryFilter {
  readonly scope: Scope;
  readonly from: number;
  readonly to: number;
}

/** Requests and how many of them failed, for one value of a field. */
export interface RequestCounts {
  /** The operation or the id of the API key. */
  readonly value: string;
  readonly requests: number;
  /** Responses with a status of 400 or more. */
  readonly failed_requests: number;
}

/** Totals of usage records. Both lists have most requests first, and equal ones in order of their value. */
export interface UsageTotals {
  readonly rate_limited_requests: number;
  readonly credits_cents: number;
  /** Sum over all requests. */
  readonly duration_ms: number;
  /** The nearest rank; null when there are no requests. */
  readonly p95_duration_ms: number | null;
  readonly by_operation: readonly RequestCounts[];
  /** Only the busiest `LARGEST_KEY_LIST` keys. */
  readonly by_api_key: readonly RequestCounts[];
}

/** Maximum number of API keys in a summary. */
export const LARGEST_KEY_LIST = 100;

/** Totals of submissions. */
export interface SubmissionTotals {
  readonly by_status: Readonly<Partial<Record<SubmissionStatus, number>>>;
  /** Submissions by star rating, without those that have none. */
  readonly by_rating: Readonly<Partial<Record<number, number>>>;
  /** From the job's creation to the submission's score; null when none was scored. */
  readonly turnaround: {
    /** The mean of the two middle values. */
    readonly median_ms: number;
    /** The nearest rank. */
    readonly p95_ms: number;
  } | null;
}

/**
 * Figures over any number of rows, which the store computes where the rows are: neither its memory nor the time that
 * other requests wait may grow with their number.
 */
export interface Summaries {
  usage(filter: SummaryFilter): Promise<UsageTotals>;
  /** @param jobId Only the submissions of this job. Default: of all jobs. */
  submissions(filter: SummaryFilter, jobId?: string): Promise<SubmissionTotals>;
}
