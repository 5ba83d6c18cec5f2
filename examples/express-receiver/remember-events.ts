import type { SeenStore } from '@firsthandapi/webhooks/handler';

/** Deliveries of an event are repeated for about 11 hours; a day leaves room for replays by hand. */
const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1_000;

interface Remembered {
  readonly since: number;
  isHandled: boolean;
}

/**
 * Remembers in this process which events were handled. Enough for one process: several need a store
 * that they share, such as a database table with the event's id as its primary key.
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

/** A Map keeps the order of insertion, so the oldest come first. */
function forgetOld(events: Map<string, Remembered>, before: number): void {
  for (const [eventId, { since }] of events) {
    if (since >= before) return;
    events.delete(eventId);
  }
}
