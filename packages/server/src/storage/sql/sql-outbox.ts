import type { DeliveryRecord, DueDestination, Instant, Outbox } from '@firsthandapi/engine';
import type { RowSealer } from '../sealing/row-sealer.ts';
import { decodeField, encodeField } from './column.ts';
import { type Columns, tableColumns } from './schema.ts';
import type { SqlRow, SqlValue } from './session.ts';

/** The outbox over a session. */
export interface SqlOutbox extends Outbox {
  /** Returns when the earliest pending delivery is due. */
  nextDue(): Promise<Instant | undefined>;
}

const columns: Columns = tableColumns.deliveries;

/** The columns of a delivery, for `RETURNING`. */
export const DELIVERY_COLUMNS = Object.keys(columns)
  .map((name) => `"${name}"`)
  .join(', ');

/** The columns of `destinationOf`, of a delivery `d` and its endpoint `e`. */
export const DESTINATION_COLUMNS = `d.organization_id, d.endpoint_id, d.next_attempt_at,
  e.url, e.sealed, e.enabled, e.failing_since, e.proven_at`;

/** Opens what is sealed of the endpoints of destinations. */
export type OpenDestinations = (rows: readonly SqlRow[]) => Promise<readonly SqlRow[]>;

/** Opens destinations with the sealer of a session. Without one, rows are not sealed. */
export function openWith(sealer: RowSealer | undefined): OpenDestinations {
  if (sealer === undefined) return async (rows) => rows;
  return async (rows) => {
    const endpoints = rows.map(({ endpoint_id, organization_id, sealed = null }) => ({
      id: endpoint_id,
      organization_id,
      sealed,
    }));
    await sealer.prepare('webhook_endpoints', endpoints);
    return rows.map((row, place) => {
      const opened = sealer.open('webhook_endpoints', endpoints[place] ?? {});
      return opened === undefined ? row : { ...row, url: encodeField('text', opened.url) };
    });
  };
}

/** Converts a row to its delivery. */
export function deliveryOf(row: SqlRow): DeliveryRecord {
  const fields = Object.entries(columns).map(([name, kind]) => [
    name,
    decodeField(kind, row[name] as SqlValue),
  ]);
  return Object.fromEntries(fields) as DeliveryRecord;
}

/** Converts a row, which must be open, to its destination. */
export function destinationOf(row: SqlRow): DueDestination {
  const instant = (value: SqlValue | undefined) => (value == null ? null : Number(value));
  return {
    organization_id: String(row.organization_id),
    endpoint_id: String(row.endpoint_id),
    due_at: Number(row.next_attempt_at),
    endpoint:
      row.enabled == null
        ? undefined
        : {
            url: String(decodeField('text', row.url as SqlValue)),
            enabled: decodeField('boolean', row.enabled) === true,
            failing_since: instant(row.failing_since),
            proven_at: instant(row.proven_at),
          },
  };
}
