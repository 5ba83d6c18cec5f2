import {
  type ClaimedDelivery,
  type DeliveryResult,
  type DeliveryStatements,
  type Instant,
  PROVEN_PRECISION_MS,
  type Want,
} from '@firsthandapi/engine';
import type { ClaimedRows } from '../../sql/database.ts';
import type { Session, SqlRow, SqlValue } from '../../sql/session.ts';
import { DELIVERY_COLUMNS, deliveryOf } from '../../sql/sql-outbox.ts';
import { statementsOf } from '../../sql/table-statements.ts';
import { CLAIM, claimValues, SETTLE_DELIVERED, settleValues } from './postgres-outbox.ts';

/** The tables that a claim also reads, with their aliases in the statement. */
const PARTS = { event: 'events', endpoint: 'webhook_endpoints' } as const;

type Part = keyof typeof PARTS;

const CLAIM_WHOLE = `WITH claimed AS (${CLAIM})
  SELECT ${DELIVERY_COLUMNS.replaceAll('"', '')
    .split(', ')
    .map((name) => `claimed."${name}"`)
    .join(', ')},
    ${(Object.keys(PARTS) as Part[]).flatMap(selectionOf).join(', ')}
  FROM claimed
  LEFT JOIN events AS event ON event.id = claimed.event_id
  LEFT JOIN webhook_endpoints AS endpoint ON endpoint.id = claimed.endpoint_id`;

/** Claims and settles a batch of deliveries in one statement each. */
export class PostgresDeliveryStatements implements DeliveryStatements {
  readonly #session: Session;
  readonly #decode: ClaimedRows;

  /** @param session Executes each statement as a serializable transaction, again after conflicts. */
  constructor(session: Session, decode: ClaimedRows) {
    this.#session = session;
    this.#decode = decode;
  }

  async claim(
    wants: readonly Want[],
    now: Instant,
    leasedUntil: Instant,
  ): Promise<readonly ClaimedDelivery[]> {
    const rows = await this.#session.all(CLAIM_WHOLE, claimValues(wants, now, leasedUntil));
    const [events, endpoints] = await Promise.all([
      this.#decode.events(partsOf(rows, 'event')),
      this.#decode.endpoints(partsOf(rows, 'endpoint')),
    ]);
    const eventsById = new Map(events.map((event) => [event.id, event]));
    const endpointsById = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    return rows.map((row) => {
      const delivery = deliveryOf(row);
      return {
        delivery,
        event: eventsById.get(delivery.event_id),
        endpoint: endpointsById.get(delivery.endpoint_id),
      };
    });
  }

  async settleDelivered(results: readonly DeliveryResult[], now: Instant): Promise<void> {
    const values = [...settleValues(results), now, now - PROVEN_PRECISION_MS];
    await this.#session.all(SETTLE_DELIVERED, values);
  }
}

/** Returns the different rows of a table that are joined to these. */
function partsOf(rows: readonly SqlRow[], part: Part): readonly SqlRow[] {
  const columns = storedColumns(part).map((column) => [column, `${part} ${column}`] as const);
  const parts = new Map<SqlValue, SqlRow>();
  for (const row of rows) {
    const id = row[`${part} id`] ?? null;
    if (id === null || parts.has(id)) continue;
    parts.set(id, Object.fromEntries(columns.map(([column, name]) => [column, row[name] ?? null])));
  }
  return [...parts.values()];
}

function selectionOf(part: Part): readonly string[] {
  return storedColumns(part).map((column) => `${part}."${column}" AS "${part} ${column}"`);
}

function storedColumns(part: Part): readonly string[] {
  const { fields, sealedColumns } = statementsOf(PARTS[part]);
  return [...fields, ...sealedColumns];
}
