import type { Owned } from './fair-queue.ts';

/** After this time no further piece of a group starts: what has come in the meantime waits for the whole group. */
export const LONGEST_GROUP_MS = 100;
/** Of which the service's own work gets this much. Either kind always gets to run one piece. */
const LONGEST_UNOWNED_MS = 50;
/** Pieces of this many owners run at the same time. Further ones would only wait for the same processor. */
const OWNERS_AT_ONCE = 16;

/**
 * Runs the pieces of a group: first those of no owner, one at a time; then those of different owners at the same time, and
 * each owner's in order. Starts none after the time of a group. Rejects after the running pieces have ended, when one of
 * them rejects.
 */
export async function runPieces<Piece extends Owned>(
  group: readonly Piece[],
  run: (piece: Piece) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const { unowned, chains } = chainsOf(group);
  await runChains(unowned.length === 0 ? [] : [unowned], run, startedAt + LONGEST_UNOWNED_MS);
  await runChains(chains, run, startedAt + LONGEST_GROUP_MS);
}

/** Runs chains at the same time. Starts no piece after `endsAt`, except for the first of all. */
async function runChains<Piece>(
  chains: readonly (readonly Piece[])[],
  run: (piece: Piece) => Promise<void>,
  endsAt: number,
): Promise<void> {
  const waiting = chains.values();
  let isFirst = true;
  let hasFailed = false;
  const runSome = async () => {
    for (const chain of waiting) {
      for (const piece of chain) {
        if (hasFailed || (!isFirst && performance.now() > endsAt)) return;
        isFirst = false;
        await run(piece).catch((error: unknown) => {
          hasFailed = true;
          throw error;
        });
      }
    }
  };
  const runs = Array.from({ length: Math.min(OWNERS_AT_ONCE, chains.length) }, runSome);
  const failed = (await Promise.allSettled(runs)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Divides a group by owner, in order. */
function chainsOf<Piece extends Owned>(group: readonly Piece[]) {
  const unowned: Piece[] = [];
  const owned = new Map<string, Piece[]>();
  for (const piece of group) {
    const { owner } = piece;
    if (owner === undefined) unowned.push(piece);
    else owned.set(owner, [...(owned.get(owner) ?? []), piece]);
  }
  return { unowned, chains: [...owned.values()] };
}
