import type { DatabaseSync } from 'node:sqlite';
import type { SeenStore } from '@firsthandapi/webhooks/handler';

/** An older claim belongs to a process that died: a delivery times out after 10 seconds. */
const CLAIM_MILLISECONDS = 60_000;

/**
 * Returns a store that records in a table which events were handled, across restarts and for every
 * process on the database. An event that a dead process had claimed goes to the next delivery.
 */
export function seenInSqlite(database: DatabaseSync, now: () => number = Date.now): SeenStore {
  database.exec(`CREATE TABLE IF NOT EXISTS webhook_events (
    id TEXT PRIMARY KEY,
    claimed_at INTEGER NOT NULL,
    handled_at INTEGER
  ) STRICT`);
  // A single statement, so that only one of two concurrent deliveries changes the row.
  const claim = database.prepare(`INSERT INTO webhook_events (id, claimed_at) VALUES (?1, ?2)
    ON CONFLICT (id) DO UPDATE SET claimed_at = ?2 WHERE handled_at IS NULL AND claimed_at < ?3`);
  const find = database.prepare('SELECT handled_at FROM webhook_events WHERE id = ?');
  const complete = database.prepare('UPDATE webhook_events SET handled_at = ? WHERE id = ?');
  const release = database.prepare('DELETE FROM webhook_events WHERE id = ?');
  return {
    claim(eventId) {
      const { changes } = claim.run(eventId, now(), now() - CLAIM_MILLISECONDS);
      if (changes === 1) return true;
      return find.get(eventId)?.handled_at === null ? 'in_progress' : false;
    },
    complete: (eventId) => complete.run(now(), eventId),
    release: (eventId) => release.run(eventId),
  };
}
