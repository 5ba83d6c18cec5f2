import type { RequestEntry } from '../../../src/world/log-entry.ts';
import { useLink } from '../parts/session-context.ts';

const KINDS = [
  ['created', 'Created'],
  ['updated', 'Changed'],
  ['deleted', 'Deleted'],
] as const;

/** The rows that a request changed, by table. */
export function StateChangesView({ entry }: { readonly entry: RequestEntry }) {
  const tables = Object.entries(entry.changes);
  if (tables.length === 0) return <p class="meta">This request changed nothing.</p>;
  return (
    <dl class="kv">
      {tables.flatMap(([table, changes]) =>
        KINDS.map(([kind, text]) => {
          const ids = changes[kind] ?? [];
          if (ids.length === 0) return null;
          return (
            <div key={`${table} ${kind}`} class="kv-pair">
              <dt>
                {text} {table.replaceAll('_', ' ')}
              </dt>
              <dd class="mono">
                {ids.map((id) => (
                  <ChangedRow key={id} table={table} id={id} />
                ))}
              </dd>
            </div>
          );
        }),
      )}
    </dl>
  );
}

function ChangedRow({ table, id }: { readonly table: string; readonly id: string }) {
  const link = useLink();
  if (table !== 'jobs') return <div>{id}</div>;
  return (
    <div>
      <a {...link({ list: 'jobs', job: id, entry: null, tab: 'overview' })}>{id}</a>
    </div>
  );
}
