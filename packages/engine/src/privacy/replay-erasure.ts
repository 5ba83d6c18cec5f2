import type { ErasureRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { type ErasureSteps, eraseBatch } from './run-erasure.ts';

/**
 * Carries out an erasure again, on a copy of the data made before it: erases what the copy has, then stores the record as
 * it was. Can be repeated.
 */
export async function replayErasure(
  { ports, settings }: Omit<Work, 'tables' | 'now'>,
  erasure: ErasureRecord,
  steps?: ErasureSteps,
): Promise<void> {
  for (let isDone = false; !isDone; ) {
    isDone = await ports.store.transact(async (tables) => {
      const work = { ports, settings, tables, now: ports.clock.now() };
      const batch = await eraseBatch(work, erasure, steps);
      if (!batch.isDone) return false;
      const known = await tables.erasures.get(erasure.id);
      if (known === undefined) await tables.erasures.insert(erasure);
      else await tables.erasures.update(erasure);
      return true;
    });
  }
}
