import type { Instant } from '../../time/instant.ts';

/** `credits.expiring_soon` comes this long before a lot expires (contract §5). */
const WARNING_LEAD_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * When credits that arrive now expire: 12 calendar months later, at the same UTC time of the same day. The same
 * month of the next year lacks that day only for 29 February, whose credits expire on 28 February.
 */
export function lotExpiresAt(createdAt: Instant): Instant {
  const date = new Date(createdAt);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  // Day 0 is the last day of the month before the one that the date ran over into.
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.getTime();
}

export function lotWarningAt(expiresAt: Instant): Instant {
  return expiresAt - WARNING_LEAD_MS;
}
