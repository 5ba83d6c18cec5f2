/**
 * Tasks that the service schedules for itself, days or years ahead, and that no test waits for; and ends of what people have
 * time for, which come only if they do nothing.
 */
const HOUSEKEEPING =
  /^(retention\.|credits\.(warn_lot|expire_lot|expire_purchase)$|(assignment|upload|sign_in_code)\.expire$|submission\.(retry|review)_expire$)/;

/** True when a client may be waiting for a task of this kind. `auto` and `runUntil` stop only at those. */
export function isAwaited(kind: string): boolean {
  return !HOUSEKEEPING.test(kind);
}
