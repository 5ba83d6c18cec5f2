import type { JobRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/**
 * When simulated workers act, as a pure function of the job (contract §6): all slots are accepted within 3 s of the
 * job's creation (the job is then filled), all files are submitted by 7 s, the first is scored after 8 s, the last at
 * exactly 15 s. Slots are spread evenly within each span. A scenario's pace stretches the timeline.
 */
const ACCEPT = { from: 1_000, to: 3_000 } as const;
const SUBMIT = { from: 4_000, to: 7_000 } as const;
const SCORE = { from: 8_000, to: 15_000 } as const;
/** From a verdict to its follow-up, and from each step of that to the next. */
const FOLLOW_UP_MS = 3_000;
const FLAG_MS = 2_000;

type SimulatedJob = Pick<JobRecord, 'created_at' | 'files_needed' | 'files_per_submission'>;

/** Returns how many workers fill this many slots when each takes as many as allowed. */
export function workersNeeded(
  { files_per_submission }: Pick<SimulatedJob, 'files_per_submission'>,
  slots: number,
): number {
  return Math.ceil(slots / files_per_submission);
}

export function acceptedAt(job: SimulatedJob, worker: number, pace = 1): Instant {
  return job.created_at + share(ACCEPT, worker, workersNeeded(job, job.files_needed), pace);
}

export function submittedAt(job: SimulatedJob, slot: number, pace = 1): Instant {
  return job.created_at + share(SUBMIT, slot, job.files_needed, pace);
}

export function scoredAt(job: SimulatedJob, slot: number, pace = 1): Instant {
  return job.created_at + share(SCORE, slot, job.files_needed, pace);
}

/** Returns when the next step is due: of a retry, or of a worker who takes over a rejected slot. */
export function afterStep(now: Instant, pace = 1): Instant {
  return now + Math.round(FOLLOW_UP_MS * pace);
}

export function flaggedAt(job: SimulatedJob, pace = 1): Instant {
  return job.created_at + Math.round(FLAG_MS * pace);
}

/** Divides the span evenly: item `index` of `count` ends its share here, the last one exactly at the span's end. */
function share(
  span: { from: number; to: number },
  index: number,
  count: number,
  pace: number,
): number {
  return Math.round(pace * (span.from + ((span.to - span.from) * (index + 1)) / count));
}
