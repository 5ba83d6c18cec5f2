import type { JobType, WorkerRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_EXPIRIES = 3;
const FEWEST_STRIKES = 3;
/** A share of rejections with 1 star from which a person gets one job at a time. */
const STRIKE_SHARE = 0.2;
const NEW_WORKER_FILES = 5;
const LOW_TRUST = 40;

const LIMITS = { confined: 1, doubtful: 2, new: 3, usual: 10 } as const;

/**
 * Returns how many jobs a person may work on at a time. Someone new has fewer; someone whose leases keep ending, or whose
 * files keep getting 1 star, has one, until that was a day ago or good files outweigh it. Nobody is excluded by a number:
 * that is for a person to decide.
 */
export function concurrentLimit(worker: WorkerRecord, type: JobType, now: Instant): number {
  if (expiriesWithinADay(worker, now) >= MOST_EXPIRIES || hasManyStrikes(worker)) {
    return LIMITS.confined;
  }
  const trust = worker.trust[type];
  if (trust === undefined || trust.scored < NEW_WORKER_FILES) return LIMITS.new;
  return trust.score < LOW_TRUST ? LIMITS.doubtful : LIMITS.usual;
}

/** Returns a worker's record after one more of their leases ended without a file. */
export function withExpiry(worker: WorkerRecord, now: Instant): WorkerRecord {
  const expiries = [...(worker.lease_expiries ?? []), now];
  return { ...worker, lease_expiries: expiries.slice(-MOST_EXPIRIES) };
}

function expiriesWithinADay({ lease_expiries }: WorkerRecord, now: Instant): number {
  return (lease_expiries ?? []).filter((at) => at > now - DAY_MS).length;
}

function hasManyStrikes({ strikes, trust }: WorkerRecord): boolean {
  const scored = Object.values(trust).reduce((sum, each) => sum + each.scored, 0);
  return strikes >= FEWEST_STRIKES && strikes / Math.max(1, scored) > STRIKE_SHARE;
}
