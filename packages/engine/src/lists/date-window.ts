import { validationError } from '../errors/api-error.ts';
import type { Instant } from '../time/instant.ts';
import { instantOf } from '../time/timestamp.ts';

/** What a list or summary without a start covers (contract §3). */
const DEFAULT_WINDOW_MS = 30 * 24 * 60 * 60 * 1_000;

/** The dates that lists and summaries take. */
export interface DateQuery {
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
}

/** A span of time: `from` included, `to` not. */
export interface DateWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * `start_date` (included) to `end_date` (not included); without an end up to and including this millisecond, without a
 * start the 30 days before the end. Throws a 400 when the end lies before the start.
 */
export function dateWindow({ start_date, end_date }: DateQuery, now: Instant): DateWindow {
  const to = end_date === undefined ? now + 1 : instantOf(end_date);
  const from = start_date === undefined ? to - DEFAULT_WINDOW_MS : instantOf(start_date);
  if (end_date !== undefined && to < from) {
    throw validationError([{ field: 'end_date', message: 'must not lie before start_date' }]);
  }
  return { from, to };
}
