import type { QuotaName } from '@firsthandapi/spec';
import type { Instant } from '../../time/instant.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** The length of the quotas that start again each hour or day of UTC. */
const LENGTHS: { readonly [Name in QuotaName]?: number } = {
  unproven_deliveries_per_hour: HOUR_MS,
  replays_per_hour: HOUR_MS,
  exports_per_day: DAY_MS,
  spend_cents_per_day: DAY_MS,
};

/** Returns when the quota starts again, or null when it counts what exists rather than what was done. */
export function quotaResetsAt(name: QuotaName, now: Instant): Instant | null {
  const length = LENGTHS[name];
  return length === undefined ? null : (Math.floor(now / length) + 1) * length;
}
