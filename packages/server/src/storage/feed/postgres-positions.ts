/** What is added to the number of a transaction for its position. */
const BASE = '(SELECT coalesce(max(position), 0) FROM event_clock)';

/** Every transaction with an earlier number has ended, whether or not this snapshot sees it. */
export const FRONTIER = `SELECT ${BASE} + pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS frontier`;

/** Further than the transactions of any database count. */
const STEP = 2 ** 40;

/** Returns a row when the newest events are from a server that had counted further, such as in a dump loaded into a new one. */
export const POSITIONS_AHEAD = `SELECT newest.position FROM (
    SELECT max(position) AS position FROM (
      SELECT position FROM events ORDER BY id DESC LIMIT 1000
    ) AS last
  ) AS newest
  WHERE newest.position > ${BASE} + pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;

/** Raises the base when positions are ahead. Otherwise new events would come before those. */
export const POSITIONS_GO_ON = `INSERT INTO event_clock (id, position)
  SELECT 1, ahead.position + ${STEP} FROM (${POSITIONS_AHEAD}) AS ahead
  ON CONFLICT (id) DO UPDATE SET position = excluded.position`;
