import { startContender, takeProcessTurns } from '../measure/process-turns.ts';
import type { PairCosts } from './compare-checkouts.ts';

/** Starts a program for each checkout, with the checkout as its first parameter, and lets the two take turns. */
export async function measureContenders(
  program: URL,
  checkouts: readonly [string, string],
  parameters: readonly string[],
  repetition: { readonly rounds: number; readonly calls: number },
): Promise<PairCosts> {
  const [ours, theirs] = await Promise.all(
    checkouts.map((checkout) => startContender(program, [checkout, ...parameters])),
  );
  if (ours === undefined || theirs === undefined) throw new Error('A process is missing');
  await takeProcessTurns([ours, theirs], repetition);
  const cpuOf = (contender: typeof ours) => contender.costs.map(({ cpu }) => cpu);
  return { ours: cpuOf(ours), theirs: cpuOf(theirs) };
}
