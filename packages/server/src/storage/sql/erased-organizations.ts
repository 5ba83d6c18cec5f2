import type { Instant, Owned } from '@firsthandapi/engine';
import { decodeField } from './column.ts';
import type { Session, SqlRow } from './session.ts';

/** Organizations per statement. Always this many, so that one statement is prepared. */
const BATCH_SIZE = 100;
/** Fills up the last batch. */
const NO_ID = '';

const ERASURES = `SELECT organization_id, environment, target, completed_at FROM erasures
  WHERE organization_id IN (${Array.from({ length: BATCH_SIZE }, () => '?').join(', ')})
  AND status = 'completed'`;

/** Up to when everything of an owner was erased; minus infinity for an owner that never was. */
export type ErasedAt = (owner: Owned) => Instant;

/**
 * Returns up to when the owners of some records were erased. The erasure of a live environment is that of the whole
 * organization, for good.
 */
export async function readErasedAt(session: Session, records: readonly Owned[]): Promise<ErasedAt> {
  const erasedAt = new Map<string, Instant>();
  const ids = [...new Set(records.map(({ organization_id }) => organization_id))];
  for (let start = 0; start < ids.length; start += BATCH_SIZE) {
    const batch = Array.from({ length: BATCH_SIZE }, (_, place) => ids[start + place] ?? NO_ID);
    for (const row of await session.all(ERASURES, batch)) {
      const { type } = decodeField('json', row.target ?? null) as { readonly type: string };
      if (type === 'organization') noteErasure(erasedAt, row);
    }
  }
  return (owner) => erasedAt.get(nameOf(owner)) ?? Number.NEGATIVE_INFINITY;
}

function noteErasure(erasedAt: Map<string, Instant>, row: SqlRow): void {
  const organization_id = String(row.organization_id);
  if (row.environment === 'live') {
    for (const environment of ['live', 'test'] as const) {
      erasedAt.set(nameOf({ organization_id, environment }), Number.POSITIVE_INFINITY);
    }
    return;
  }
  const owner = nameOf({ organization_id, environment: 'test' });
  const earlier = erasedAt.get(owner) ?? Number.NEGATIVE_INFINITY;
  erasedAt.set(owner, Math.max(earlier, Number(row.completed_at)));
}

function nameOf({ organization_id, environment }: Owned): string {
  return `${organization_id} ${environment}`;
}
