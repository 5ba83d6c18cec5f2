import type { DatabaseSync } from 'node:sqlite';
import type { SeenStore } from '@firsthandapi/webhooks/handler';

/** A claim that is older belongs to a process that died: deliveries have 10 seconds to be answered. */
const CLAIM_MILLISECONDS = 60_000;

/**
 * Remembers in a table which events were handled, across restarts and for every process on the
 * database. An event that a dead process had taken is given to its next delivery.
 */
export function seenInSqlite(database: DatabaseSync, now: () => number = Date.now): SeenStore {
  database.exec(`CREATE TABLE IF NOT EXISTS webhook_events (
    id TEXT PRIMARY KEY,
    claimed_at INTEGER NOT NULL,
    handled_at INTEGER
  ) STRICT`);
  // One statement, so that of two deliveries at the same moment one alone changes the row.
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
