/** Tasks that the service schedules for itself, days or years ahead, and that no test waits for. */
const HOUSEKEEPING = /^(retention\.|credits\.(warn_lot|expire_lot|expire_purchase)$)/;

/** True when a client may be waiting for a task of this kind. `auto` and `runUntil` stop only at those. */
export function isAwaited(kind: string): boolean {
  return !HOUSEKEEPING.test(kind);
}
