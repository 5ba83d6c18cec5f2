import type { Schedule, Step } from './schedule.ts';

const SHORTEST_MS = 100;

/**
 * Returns a smaller schedule that still fails: fewer steps, then fewer clients and shorter faults. Stops after `mostPlays`
 * candidates, since each takes seconds.
 *
 * @param fails Plays a candidate and resolves to whether it fails in the same way.
 */
export async function shrink(
  schedule: Schedule,
  fails: (candidate: Schedule) => Promise<boolean>,
  mostPlays = 12,
): Promise<Schedule> {
  let smallest = schedule;
  let plays = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const candidate of candidatesOf(smallest)) {
      if (plays === mostPlays) return smallest;
      plays += 1;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

function* candidatesOf({ seed, steps }: Schedule): Generator<Schedule> {
  if (steps.length > 1) {
    const half = Math.ceil(steps.length / 2);
    yield { seed, steps: steps.slice(half) };
    yield { seed, steps: steps.slice(0, half) };
  }
  if (steps.length > 2) {
    for (const index of steps.keys()) yield { seed, steps: steps.toSpliced(index, 1) };
  }
  for (const [index, step] of steps.entries()) {
    for (const smaller of smallerSteps(step)) {
      yield { seed, steps: steps.with(index, smaller) };
    }
  }
}

function* smallerSteps(step: Step): Generator<Step> {
  if (step.clients > 1) yield { ...step, clients: 1 };
  const lastsMs = Math.max(SHORTEST_MS, Math.floor(step.lastsMs / 2));
  if (lastsMs < step.lastsMs) yield { ...step, lastsMs };
}
