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
import type { Session, SqlRow } from '../sql/session.ts';
import {
  DELIVERY_COLUMNS,
  DESTINATION_COLUMNS,
  deliveryOf,
  destinationOf,
  type OpenDestinations,
  type SqlOutbox,
} from '../sql/sql-outbox.ts';

const DUE = 'SELECT id FROM deliveries INDEXED BY deliveries_claim';
const EARLIEST = 'ORDER BY organization_id, endpoint_id, next_attempt_at, id LIMIT 1';
// Two statements, because a comparison of pairs walks all rows of an organization.
const FIRST = `${DUE} WHERE status = 'pending' ${EARLIEST}`;
const NEXT_ENDPOINT = `${DUE}
  WHERE status = 'pending' AND organization_id = ? AND endpoint_id > ? ${EARLIEST}`;
const NEXT_ORGANIZATION = `${DUE} WHERE status = 'pending' AND organization_id > ? ${EARLIEST}`;
const OF_DESTINATION = `${DUE}
  WHERE status = 'pending' AND organization_id = ? AND endpoint_id = ? ${EARLIEST}`;
const DESTINATION = `SELECT d.id, ${DESTINATION_COLUMNS}
  FROM deliveries d LEFT JOIN webhook_endpoints e ON e.id = d.endpoint_id WHERE d.id = `;

const CLAIM = `UPDATE deliveries SET next_attempt_at = ?, attempts = attempts + 1 WHERE id IN (
  ${DUE} WHERE organization_id = ? AND endpoint_id = ? AND status = 'pending'
  AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?
) RETURNING ${DELIVERY_COLUMNS}`;

const SETTLE = `UPDATE deliveries
  SET status = ?, attempts = ?, next_attempt_at = ?, last_status_code = ?
  WHERE id = ? AND attempts = ? AND status = 'pending'`;

const EVENT_STATUS = `UPDATE events SET status = CASE
  WHEN EXISTS (SELECT 1 FROM deliveries WHERE event_id = events.id AND status = 'pending') THEN 'pending'
  WHEN EXISTS (SELECT 1 FROM deliveries WHERE event_id = events.id AND status = 'failed') THEN 'failed'
  ELSE 'delivered' END WHERE id = ?`;

const SUCCESS = `UPDATE webhook_endpoints SET failing_since = NULL, proven_at = ?
  WHERE id = ? AND enabled AND (failing_since IS NOT NULL OR proven_at IS NULL OR proven_at <= ?)`;
const FAILURE = `UPDATE webhook_endpoints SET failing_since = ?
  WHERE id = ? AND enabled AND failing_since IS NULL`;
const DISABLE = `UPDATE webhook_endpoints SET enabled = 0, updated_at = ?
  WHERE id = ? AND enabled AND failing_since <= ? RETURNING organization_id, environment, id`;

/** The outbox on SQLite: one small statement for each destination or row, since none of them waits for another. */
export class SqliteOutbox implements SqlOutbox {
  readonly #session: Session;
  readonly #open: OpenDestinations;

  constructor(session: Session, open: OpenDestinations) {
    this.#session = session;
    this.#open = open;
  }

  async nextDue(): Promise<Instant | undefined> {
    let earliest: Instant | undefined;
    for await (const { next_attempt_at } of this.#walk()) {
      earliest = Math.min(earliest ?? Number.POSITIVE_INFINITY, Number(next_attempt_at));
    }
    return earliest;
  }

  async destinations(
    until: Instant,
    only?: readonly Destination[],
  ): Promise<readonly DueDestination[]> {
    const found: SqlRow[] = [];
    for await (const row of only === undefined ? this.#walk() : this.#visit(only)) {
      if (Number(row.next_attempt_at) <= until) found.push(row);
    }
    return (await this.#open(found)).map(destinationOf);
  }

  async claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly DeliveryRecord[]> {
    const claimed: DeliveryRecord[] = [];
    for (const { organization_id, endpoint_id, count } of wants) {
      const rows = await this.#session.all(CLAIM, [
        leasedUntil,
        organization_id,
        endpoint_id,
        now,
        count,
      ]);
      claimed.push(...rows.map(deliveryOf));
    }
    return claimed;
  }

  async claimFirst(now: Instant, leasedUntil: Instant): Promise<DeliveryRecord | undefined> {
    let first: SqlRow | undefined;
    for await (const row of this.#walk()) {
      if (first === undefined || precedes(row, first)) first = row;
    }
    if (first === undefined || Number(first.next_attempt_at) > now) return undefined;
    const { organization_id, endpoint_id } = destinationOf(first);
    const [claimed] = await this.claim(
      [{ organization_id, endpoint_id, count: 1 }],
      now,
      leasedUntil,
    );
    return claimed;
  }

  async settle(results: readonly DeliveryResult[]): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    const events = new Set<string>();
    for (const { id, event_id, attempt, attempts, status, ...result } of results) {
      const { next_attempt_at, last_status_code } = result;
      const values = [status, attempts, next_attempt_at, last_status_code, id, attempt];
      if ((await this.#session.run(SETTLE, values)) === 0) continue;
      changed.add(id);
      if (status !== 'pending') events.add(event_id);
    }
    for (const id of events) await this.#session.run(EVENT_STATUS, [id]);
    return changed;
  }

  async recordSuccesses(endpointIds: readonly string[], now: Instant): Promise<void> {
    for (const id of endpointIds) {
      await this.#session.run(SUCCESS, [now, id, now - PROVEN_PRECISION_MS]);
    }
  }

  async recordFailures(endpointIds: readonly string[], now: Instant): Promise<void> {
    for (const id of endpointIds) await this.#session.run(FAILURE, [now, id]);
  }

  async disableFailing(
    endpointIds: readonly string[],
    failingSince: Instant,
    now: Instant,
  ): Promise<readonly DisabledEndpoint[]> {
    const disabled: DisabledEndpoint[] = [];
    for (const id of endpointIds) {
      const rows = await this.#session.all(DISABLE, [now, id, failingSince]);
      disabled.push(...(rows as unknown as DisabledEndpoint[]));
    }
    return disabled;
  }

  /** Yields the first pending delivery of every destination. */
  async *#walk(): AsyncGenerator<SqlRow> {
    let row = await this.#find(FIRST, []);
    while (row !== undefined) {
      yield row;
      const organization = String(row.organization_id);
      row =
        (await this.#find(NEXT_ENDPOINT, [organization, String(row.endpoint_id)])) ??
        (await this.#find(NEXT_ORGANIZATION, [organization]));
    }
  }

  async *#visit(destinations: readonly Destination[]): AsyncGenerator<SqlRow> {
    for (const { organization_id, endpoint_id } of destinations) {
      const row = await this.#find(OF_DESTINATION, [organization_id, endpoint_id]);
      if (row !== undefined) yield row;
    }
  }

  async #find(first: string, values: readonly string[]): Promise<SqlRow | undefined> {
    const [row] = await this.#session.all(`${DESTINATION}(${first})`, values);
    return row;
  }
}

function precedes(one: SqlRow, other: SqlRow): boolean {
  const [due, otherDue] = [Number(one.next_attempt_at), Number(other.next_attempt_at)];
  return due === otherDue ? String(one.id) < String(other.id) : due < otherDue;
}
