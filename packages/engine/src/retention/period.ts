import type { Instant } from '../time/instant.ts';

/** A retention period: days of 24 hours, or calendar years. */
export type Period = { readonly days: number } | { readonly years: number };

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Returns the end of the period that starts at `since`. */
export function keptUntil(since: Instant, period: Period): Instant {
  return 'days' in period ? since + period.days * DAY_MS : shiftYears(since, period.years);
}

/** Returns the time before which data is no longer kept at `now`. */
export function cutoff(now: Instant, period: Period): Instant {
  return 'days' in period ? now - period.days * DAY_MS : shiftYears(now, -period.years);
}

/** Returns the same day of another year; for 29 February in a year that lacks it, the day before. */
function shiftYears(instant: Instant, years: number): Instant {
  const date = new Date(instant);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.getTime();
}
