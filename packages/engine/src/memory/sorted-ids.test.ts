import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedIds } from './sorted-ids.ts';

it('iterates like a sorted list whatever is added and deleted, in any order', () => {
  const id = fc.nat({ max: 30 }).map((number) => `id_${String(number).padStart(2, '0')}`);
  const step = fc.record({ kind: fc.constantFrom('add', 'delete', 'look'), id });
  fc.assert(
    fc.property(fc.array(id), fc.array(step), id, (initial, steps, after) => {
      const model = new Set(initial);
      const ids = new SortedIds([...model]);
      for (const { kind, id } of steps) {
        if (kind === 'look') [...ids.ascending()];
        else if (kind === 'delete') {
          ids.delete(id);
          model.delete(id);
        } else if (!model.has(id)) {
          ids.add(id);
          model.add(id);
        }
      }
      const sorted = [...model].sort();
      expect([...ids.ascending()]).toEqual(sorted);
      expect(visited(ids, 'oldest', undefined)).toEqual(sorted);
      expect(visited(ids, 'newest', undefined)).toEqual(sorted.toReversed());
      expect(visited(ids, 'oldest', after)).toEqual(sorted.filter((other) => other > after));
      expect(visited(ids, 'newest', after)).toEqual(
        sorted.filter((other) => other < after).toReversed(),
      );
    }),
  );
});

it('ends a visit when it is asked to', () => {
  const ids = new SortedIds(['id_1', 'id_2', 'id_3']);
  for (const order of ['oldest', 'newest'] as const) {
    expect(visited(ids, order, undefined, 2)).toHaveLength(2);
  }
});

function visited(
  ids: SortedIds,
  order: 'oldest' | 'newest',
  after: string | undefined,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const found: string[] = [];
  ids.visit(order, after, (id) => found.push(id) < most);
  return found;
}
