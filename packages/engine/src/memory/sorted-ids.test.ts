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
      expect([...ids.descending()]).toEqual(sorted.toReversed());
      expect([...ids.ascending(after)]).toEqual(sorted.filter((other) => other > after));
      expect([...ids.descending(after)]).toEqual(
        sorted.filter((other) => other < after).toReversed(),
      );
    }),
  );
});
