import type { SeenStore } from '@firsthandapi/webhooks/handler';

/** Deliveries are retried for about 11 hours; a day leaves room for manual replays. */
const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1_000;

interface Remembered {
  readonly since: number;
  isHandled: boolean;
}

/**
 * Returns a store that remembers in memory which events were handled. It suits a single process;
 * several need a shared store, such as a database table with the event's id as its primary key.
 */
export function rememberEvents(now: () => number = Date.now): SeenStore {
  const events = new Map<string, Remembered>();
  return {
    claim(eventId) {
      forgetOld(events, now() - REMEMBERED_MILLISECONDS);
      const known = events.get(eventId);
      if (known !== undefined) return known.isHandled ? false : 'in_progress';
      events.set(eventId, { since: now(), isHandled: false });
      return true;
    },
    complete(eventId) {
      const known = events.get(eventId);
      if (known !== undefined) known.isHandled = true;
    },
    release(eventId) {
      events.delete(eventId);
    },
  };
}

/** A Map keeps insertion order, so the oldest entries come first. */
function forgetOld(events: Map<string, Remembered>, before: number): void {
  for (const [eventId, { since }] of events) {
    if (since >= before) return;
    events.delete(eventId);
  }
}
