import type { Instant } from '../ports.ts';
import type { JobRecord } from '../records.ts';

/**
 * When simulated workers act, as a pure function of the job (contract §6): all slots are accepted within 3 s of
 * the job's creation (it is filled then), all files are handed in by 7 s, the first is scored after 8 s, the last
 * at exactly 15 s. Within each span the slots are spread evenly.
 */
const ACCEPT = { from: 1_000, to: 3_000 } as const;
const HAND_IN = { from: 4_000, to: 7_000 } as const;
const SCORE = { from: 8_000, to: 15_000 } as const;
/** From a missed threshold to the retry's hand-in, and from there to its score. */
const RETRY_STEP_MS = 3_000;

type SimulatedJob = Pick<JobRecord, 'created_at' | 'files_needed' | 'files_per_submission'>;

/** How many workers it takes when each fills all the slots that one worker may. */
export function workersNeeded({ files_needed, files_per_submission }: SimulatedJob): number {
  return Math.ceil(files_needed / files_per_submission);
}

export function acceptedAt(job: SimulatedJob, worker: number): Instant {
  return job.created_at + share(ACCEPT, worker, workersNeeded(job));
}

export function handedInAt(job: SimulatedJob, slot: number): Instant {
  return job.created_at + share(HAND_IN, slot, job.files_needed);
}

export function scoredAt(job: SimulatedJob, slot: number): Instant {
  return job.created_at + share(SCORE, slot, job.files_needed);
}

export function afterRetryStep(now: Instant): Instant {
  return now + RETRY_STEP_MS;
}

/** Item `index` of `count` ends its share of the span: the last one exactly at its end. */
function share(span: { from: number; to: number }, index: number, count: number): number {
  return span.from + Math.round(((span.to - span.from) * (index + 1)) / count);
}
