import type { D1Database } from '@cloudflare/workers-types';
import type { SeenStore } from '@firsthandapi/webhooks/handler';

/** An older claim belongs to an invocation that ended before it was done. */
const CLAIM_MILLISECONDS = 60_000;

/**
 * Returns a store that records in D1 which events were handled. KV does not work for this: it is
 * eventually consistent, so two concurrent deliveries could both be the first.
 */
export function seenInD1(database: D1Database): SeenStore {
  const run = (statement: string, ...values: (string | number)[]) =>
    database
      .prepare(statement)
      .bind(...values)
      .run<{ handled_at: number | null }>();
  return {
    async claim(eventId) {
      const now = Date.now();
      const { meta } = await run(
        `INSERT INTO webhook_events (id, claimed_at) VALUES (?1, ?2) ON CONFLICT (id)
         DO UPDATE SET claimed_at = ?2 WHERE handled_at IS NULL AND claimed_at < ?3`,
        eventId,
        now,
        now - CLAIM_MILLISECONDS,
      );
      if (meta.changes === 1) return true;
      const { results } = await run('SELECT handled_at FROM webhook_events WHERE id = ?', eventId);
      return results[0]?.handled_at === null ? 'in_progress' : false;
    },
    complete: (eventId) =>
      run('UPDATE webhook_events SET handled_at = ? WHERE id = ?', Date.now(), eventId),
    release: (eventId) => run('DELETE FROM webhook_events WHERE id = ?', eventId),
  };
}
