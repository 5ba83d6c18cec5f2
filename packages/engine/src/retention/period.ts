import type { Instant } from '../time/instant.ts';

/** How long something is kept: days of 24 hours, or calendar years. */
export type Period = { readonly days: number } | { readonly years: number };

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Until when something of `since` is kept. */
export function keptUntil(since: Instant, period: Period): Instant {
  return 'days' in period ? since + period.days * DAY_MS : shiftYears(since, period.years);
}

/** What is older than this, at `now`, is kept no longer. */
export function cutoff(now: Instant, period: Period): Instant {
  return 'days' in period ? now - period.days * DAY_MS : shiftYears(now, -period.years);
}

/** The same day of another year; for 29 February in a year without one, the day before. */
function shiftYears(instant: Instant, years: number): Instant {
  const date = new Date(instant);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.getTime();
}
