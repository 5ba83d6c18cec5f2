import type { Instant } from '../../time/instant.ts';

/** `credits.expiring_soon` is sent this long before a lot expires (contract §5). */
const WARNING_LEAD_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Returns when credits granted now expire: 12 calendar months later, on the same day at the same UTC time. Only for 29
 * February does that day not exist; those credits expire on 28 February.
 */
export function lotExpiresAt(createdAt: Instant): Instant {
  const date = new Date(createdAt);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  // The date overflowed into the next month. Day 0 is the last day of the month before.
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date.getTime();
}

export function lotWarningAt(expiresAt: Instant): Instant {
  return expiresAt - WARNING_LEAD_MS;
}
