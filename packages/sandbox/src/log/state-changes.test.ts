import type { RowChange } from '@firsthandapi/engine/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stateChanges, summarizeChanges } from './state-changes.ts';

/** Plays writes on rows, some of which exist, and skips impossible ones. */
function play(
  existing: readonly string[],
  wishes: readonly { id: string; kind: RowChange['kind'] }[],
) {
  const rows = new Set(existing);
  const changes: RowChange[] = [];
  for (const { id, kind } of wishes) {
    if (rows.has(id) === (kind === 'created')) continue;
    if (kind === 'created') rows.add(id);
    if (kind === 'deleted') rows.delete(id);
    changes.push({ table: 'jobs', id, kind });
  }
  return { rows, changes };
}

test('reports each row once, by its net change', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const kind = fc.constantFrom('created' as const, 'updated' as const, 'deleted' as const);
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(fc.record({ id, kind })), (existing, wishes) => {
      const { rows, changes } = play(existing, wishes);
      const { created = [], updated = [], deleted = [] } = stateChanges(changes).jobs ?? {};
      const touched = new Set(changes.map((change) => change.id));
      const before = new Set<string>(existing);
      const those = (was: boolean, is: boolean) =>
        [...touched].filter((each) => before.has(each) === was && rows.has(each) === is).sort();
      expect([...created].sort()).toEqual(those(false, true));
      expect([...updated].sort()).toEqual(those(true, true));
      expect([...deleted].sort()).toEqual(those(true, false));
    }),
  );
});

test("omits the service's bookkeeping of requests", () => {
  const tables = ['idempotency', 'key_secrets', 'usage_records'];
  expect(stateChanges(tables.map((table) => ({ table, id: 'x', kind: 'created' })))).toEqual({});
});

test('summarizes changes in one line', () => {
  expect(summarizeChanges({})).toBe('');
  expect(
    summarizeChanges({
      jobs: { created: ['a'] },
      credit_holds: { updated: ['b', 'c'], deleted: ['d'] },
    }),
  ).toBe('jobs +1, credit_holds ~2 -1');
});
