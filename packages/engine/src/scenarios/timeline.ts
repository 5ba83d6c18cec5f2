import type { JobRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/**
 * When simulated workers act, as a pure function of the job (contract §6): all slots are accepted within 3 s of
 * the job's creation (it is filled then), all files are handed in by 7 s, the first is scored after 8 s, the last
 * at exactly 15 s. Within each span the slots are spread evenly. A scenario's pace stretches all of it.
 */
const ACCEPT = { from: 1_000, to: 3_000 } as const;
const HAND_IN = { from: 4_000, to: 7_000 } as const;
const SCORE = { from: 8_000, to: 15_000 } as const;
/** From a verdict to what it leads to, and from there to the next step. */
const FOLLOW_UP_MS = 3_000;
const FLAG_MS = 2_000;

type SimulatedJob = Pick<JobRecord, 'created_at' | 'files_needed' | 'files_per_submission'>;

/** How many workers it takes to fill so many slots when each fills all that one worker may. */
export function workersNeeded(
  { files_per_submission }: Pick<SimulatedJob, 'files_per_submission'>,
  slots: number,
): number {
  return Math.ceil(slots / files_per_submission);
}

export function acceptedAt(job: SimulatedJob, worker: number, pace = 1): Instant {
  return job.created_at + share(ACCEPT, worker, workersNeeded(job, job.files_needed), pace);
}

export function handedInAt(job: SimulatedJob, slot: number, pace = 1): Instant {
  return job.created_at + share(HAND_IN, slot, job.files_needed, pace);
}

export function scoredAt(job: SimulatedJob, slot: number, pace = 1): Instant {
  return job.created_at + share(SCORE, slot, job.files_needed, pace);
}

/** When a step of a retry, or of a worker who takes a rejected slot over, follows the step before it. */
export function afterStep(now: Instant, pace = 1): Instant {
  return now + Math.round(FOLLOW_UP_MS * pace);
}

export function flaggedAt(job: SimulatedJob, pace = 1): Instant {
  return job.created_at + Math.round(FLAG_MS * pace);
}

/** Item `index` of `count` ends its share of the span: the last one exactly at its end. */
function share(
  span: { from: number; to: number },
  index: number,
  count: number,
  pace: number,
): number {
  return Math.round(pace * (span.from + ((span.to - span.from) * (index + 1)) / count));
}
