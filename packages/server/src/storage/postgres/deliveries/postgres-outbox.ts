import {
  type DeliveryRecord,
  type DeliveryResult,
  type Destination,
  type DisabledEndpoint,
  type DueDestination,
  type Instant,
  PROVEN_PRECISION_MS,
  type Want,
} from '@firsthandapi/engine';
import type { Session, SqlValue } from '../../sql/session.ts';
import {
  DELIVERY_COLUMNS,
  DESTINATION_COLUMNS,
  deliveryOf,
  destinationOf,
  type OpenDestinations,
  type SqlOutbox,
} from '../../sql/sql-outbox.ts';

/** The first pending delivery of every destination, each found by one probe of the index. */
const FIRST_OF_EACH = `WITH RECURSIVE d AS (
  (SELECT organization_id, endpoint_id, next_attempt_at, id FROM deliveries
    WHERE status = 'pending'
    ORDER BY organization_id, endpoint_id, next_attempt_at, id LIMIT 1)
  UNION ALL
  SELECT n.* FROM d CROSS JOIN LATERAL (
    SELECT organization_id, endpoint_id, next_attempt_at, id FROM deliveries
    WHERE status = 'pending' AND (organization_id, endpoint_id) > (d.organization_id, d.endpoint_id)
    ORDER BY organization_id, endpoint_id, next_attempt_at, id LIMIT 1) n)`;

const NEXT_DUE = `${FIRST_OF_EACH} SELECT min(next_attempt_at) AS due_at FROM d`;
const FIRST = `${FIRST_OF_EACH} SELECT organization_id, endpoint_id FROM d
  WHERE next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT 1`;
const DESTINATIONS = `${FIRST_OF_EACH} SELECT ${DESTINATION_COLUMNS}
  FROM d LEFT JOIN webhook_endpoints e ON e.id = d.endpoint_id WHERE d.next_attempt_at <= ?`;

/** Rows are passed as one JSON text, so that a statement's text does not depend on their number. */
const WANTED = `json_to_recordset(?::text::json)
  AS w (organization_id text COLLATE "C", endpoint_id text COLLATE "C", count bigint)`;
const ONLY = `SELECT ${DESTINATION_COLUMNS} FROM ${WANTED} CROSS JOIN LATERAL (
    SELECT organization_id, endpoint_id, next_attempt_at FROM deliveries
    WHERE status = 'pending' AND organization_id = w.organization_id AND endpoint_id = w.endpoint_id
    ORDER BY next_attempt_at, id LIMIT 1) d
  LEFT JOIN webhook_endpoints e ON e.id = d.endpoint_id WHERE d.next_attempt_at <= ?`;

/**
 * ANY (ARRAY (…)), because with a LIMIT that is not a constant the planner expects a tenth of all rows, and would join
 * them by a sequential scan. SKIP LOCKED: processes that claim concurrently get different rows.
 */
export const CLAIM = `UPDATE deliveries SET next_attempt_at = ?, attempts = attempts + 1
  WHERE id = ANY (ARRAY (
    SELECT x.id FROM ${WANTED} CROSS JOIN LATERAL (
      SELECT id FROM deliveries
      WHERE organization_id = w.organization_id AND endpoint_id = w.endpoint_id
        AND status = 'pending' AND next_attempt_at <= ?
      ORDER BY next_attempt_at, id LIMIT w.count FOR UPDATE SKIP LOCKED) x))
  RETURNING ${DELIVERY_COLUMNS}`;

const IDS = 'ANY (ARRAY (SELECT json_array_elements_text(?::text::json) COLLATE "C"))';
/**
 * Locks the events in an order that all processes share, before their deliveries change. An event has the status of its
 * worst delivery, of which those that this statement changes are as it leaves them.
 */
const SETTLING = `WITH locked AS MATERIALIZED (
    SELECT id FROM events WHERE id = ${IDS} ORDER BY id FOR NO KEY UPDATE
  ), settled AS (
    UPDATE deliveries d SET status = r.status, attempts = r.attempts,
      next_attempt_at = r.next_attempt_at, last_status_code = r.last_status_code
    FROM json_to_recordset(?::text::json) AS r (id text COLLATE "C", attempt bigint, attempts bigint,
      status text, next_attempt_at bigint, last_status_code bigint)
    WHERE d.id = r.id AND d.attempts = r.attempt AND d.status = 'pending'
      AND (SELECT count(*) FROM locked) >= 0
    RETURNING d.id, d.status, d.endpoint_id
  ), changed AS (
    UPDATE events SET status = worst.status FROM (
      SELECT d.event_id,
        CASE WHEN bool_or(coalesce(s.status, d.status) = 'pending') THEN 'pending'
          WHEN bool_or(coalesce(s.status, d.status) = 'failed') THEN 'failed' ELSE 'delivered' END AS status
      FROM deliveries d LEFT JOIN settled s ON s.id = d.id
      WHERE d.event_id = ${IDS} GROUP BY d.event_id) worst
    WHERE events.id = ${IDS} AND events.id = worst.event_id AND events.status <> worst.status
  )`;
const SETTLE = `${SETTLING} SELECT id FROM settled`;

const succeeded = (ids: string) => `UPDATE webhook_endpoints SET failing_since = NULL, proven_at = ?
  WHERE id = ${ids} AND enabled
    AND (failing_since IS NOT NULL OR proven_at IS NULL OR proven_at <= ?)`;
const SUCCESSES = succeeded(IDS);
/** For deliveries that have all succeeded. */
export const SETTLE_DELIVERED = `${SETTLING}, succeeded AS (
    ${succeeded('ANY (ARRAY (SELECT endpoint_id FROM settled))')}
  ) SELECT id FROM settled`;
const FAILURES = `UPDATE webhook_endpoints SET failing_since = ?
  WHERE id = ${IDS} AND enabled AND failing_since IS NULL`;
const DISABLE = `UPDATE webhook_endpoints SET enabled = false, updated_at = ?
  WHERE id = ${IDS} AND enabled AND failing_since <= ? RETURNING organization_id, environment, id`;

/** The outbox on PostgreSQL: one statement for a batch. */
export class PostgresOutbox implements SqlOutbox {
  readonly #session: Session;
  readonly #open: OpenDestinations;

  constructor(session: Session, open: OpenDestinations) {
    this.#session = session;
    this.#open = open;
  }

  async nextDue(): Promise<Instant | undefined> {
    const [row] = await this.#session.all(NEXT_DUE, []);
    return row?.due_at == null ? undefined : Number(row.due_at);
  }

  async destinations(
    until: Instant,
    only?: readonly Destination[],
  ): Promise<readonly DueDestination[]> {
    const rows =
      only === undefined
        ? await this.#session.all(DESTINATIONS, [until])
        : await this.#session.all(ONLY, [JSON.stringify(only.map(wanted)), until]);
    return (await this.#open(rows)).map(destinationOf);
  }

  async claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly DeliveryRecord[]> {
    const rows = await this.#session.all(CLAIM, claimValues(wants, now, leasedUntil));
    return rows.map(deliveryOf);
  }

  async claimFirst(now: Instant, leasedUntil: Instant): Promise<DeliveryRecord | undefined> {
    for (;;) {
      const [row] = await this.#session.all(FIRST, [now]);
      if (row === undefined) return undefined;
      const organization_id = String(row.organization_id);
      const want = { organization_id, endpoint_id: String(row.endpoint_id), count: 1 };
      const [claimed] = await this.claim([want], now, leasedUntil);
      if (claimed !== undefined) return claimed;
    }
  }

  async settle(results: readonly DeliveryResult[]): Promise<ReadonlySet<string>> {
    const changed = await this.#session.all(SETTLE, settleValues(results));
    return new Set(changed.map(({ id }) => String(id)));
  }

  async recordSuccesses(endpointIds: readonly string[], now: Instant): Promise<void> {
    const values = [now, JSON.stringify(endpointIds), now - PROVEN_PRECISION_MS];
    await this.#session.run(SUCCESSES, values);
  }

  async recordFailures(endpointIds: readonly string[], now: Instant): Promise<void> {
    await this.#session.run(FAILURES, [now, JSON.stringify(endpointIds)]);
  }

  async disableFailing(
    endpointIds: readonly string[],
    failingSince: Instant,
    now: Instant,
  ): Promise<readonly DisabledEndpoint[]> {
    const values = [now, JSON.stringify(endpointIds), failingSince];
    return (await this.#session.all(DISABLE, values)) as unknown as DisabledEndpoint[];
  }
}

export function claimValues(
  wants: readonly Want[],
  now: Instant,
  leasedUntil: Instant,
): readonly SqlValue[] {
  return [leasedUntil, JSON.stringify(wants.map(wanted)), now];
}

export function settleValues(results: readonly DeliveryResult[]): readonly SqlValue[] {
  // An attempt that is followed by another leaves its event pending.
  const ended = results.filter(({ status }) => status !== 'pending');
  const events = JSON.stringify([...new Set(ended.map(({ event_id }) => event_id))]);
  return [events, JSON.stringify(results.map(settled)), events, events];
}

function wanted({ organization_id, endpoint_id, count = 1 }: Destination & { count?: number }) {
  return { organization_id, endpoint_id, count };
}

function settled({ id, attempt, attempts, status, ...result }: DeliveryResult) {
  const { next_attempt_at, last_status_code } = result;
  return { id, attempt, attempts, status, next_attempt_at, last_status_code };
}
