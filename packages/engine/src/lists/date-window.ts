import { validationError } from '../errors/api-error.ts';
import type { Instant } from '../time/instant.ts';
import { instantOf } from '../time/timestamp.ts';

/** The window of a list or summary without a start date (contract §3). */
const DEFAULT_WINDOW_MS = 30 * 24 * 60 * 60 * 1_000;

/** Query parameters of lists and summaries with dates. */
export interface DateQuery {
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
}

/** A span of time, including `from` and excluding `to`. */
export interface DateWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Returns the window from `start_date` (included) to `end_date` (excluded). Without an end it includes the current
 * millisecond; without a start it is the 30 days before the end. Throws 400 when the end is before the start.
 */
export function dateWindow({ start_date, end_date }: DateQuery, now: Instant): DateWindow {
  const to = end_date === undefined ? now + 1 : instantOf(end_date);
  const from = start_date === undefined ? to - DEFAULT_WINDOW_MS : instantOf(start_date);
  if (end_date !== undefined && to < from) {
    throw validationError([{ field: 'end_date', message: 'must not be before start_date' }]);
  }
  return { from, to };
}
