/** Work that the service does by itself, days or years ahead, and that nobody in a test waits for. */
const HOUSEKEEPING = /^(retention\.|credits\.(warn_lot|expire_lot|expire_purchase)$)/;

/** Whether a kind of task is something that a client may be waiting for. It decides where `auto` and `runUntil` go. */
export function isAwaited(kind: string): boolean {
  return !HOUSEKEEPING.test(kind);
}
