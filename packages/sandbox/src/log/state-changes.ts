import type { RowChange } from '@firsthandapi/engine/memory';
import type { StateChanges } from '../world/log-entry.ts';

/** The service's own bookkeeping of requests. The ids of two of these tables are hashes of keys. */
const HIDDEN = new Set(['idempotency', 'key_secrets', 'quota_usage', 'usage_records']);

type Kind = RowChange['kind'];

/** Returns the rows that a transaction changed, each under its net change. */
export function stateChanges(changes: readonly RowChange[]): StateChanges {
  const tables: Record<string, Partial<Record<Kind, string[]>>> = {};
  for (const { table, id, kind } of netChanges(changes)) {
    tables[table] ??= {};
    const ids = tables[table];
    ids[kind] ??= [];
    ids[kind].push(id);
  }
  return tables;
}

/** One change for each row: created and then updated is created; created and then deleted is no change. */
function netChanges(changes: readonly RowChange[]): Iterable<RowChange> {
  const net = new Map<string, RowChange>();
  for (const change of changes) {
    if (HIDDEN.has(change.table)) continue;
    const row = `${change.table} ${change.id}`;
    const kind = netKind(net.get(row)?.kind, change.kind);
    if (kind === undefined) net.delete(row);
    else net.set(row, { ...change, kind });
  }
  return net.values();
}

function netKind(earlier: Kind | undefined, later: Kind): Kind | undefined {
  if (earlier === 'created') return later === 'deleted' ? undefined : 'created';
  return earlier === 'deleted' ? 'updated' : later;
}

/** Summarizes state changes: `jobs +1, credit_holds ~2 -1`. */
export function summarizeChanges(changes: StateChanges): string {
  return Object.entries(changes)
    .map(([table, { created = [], updated = [], deleted = [] }]) => {
      const counts = [
        ['+', created],
        ['~', updated],
        ['-', deleted],
      ] as const;
      const shown = counts.filter(([, ids]) => ids.length > 0);
      return [table, ...shown.map(([sign, ids]) => `${sign}${ids.length}`)].join(' ');
    })
    .join(', ');
}
