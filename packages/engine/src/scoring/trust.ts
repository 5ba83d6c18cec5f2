import type { TrustRecord } from '../store/records.ts';

/** What a scored submission contributes to its worker's trust. */
export interface TrustEvidence {
  readonly stars: number;
  readonly approved: boolean;
  /** Seconds to the submission from when a person accepted the job, or from its creation for a simulated worker. */
  readonly turnaround_seconds: number;
}

const WEIGHTS = { quality: 0.6, consistency: 0.25, speed: 0.15 } as const;
/** The turnaround at which the speed component is one half. */
const HALF_SPEED_SECONDS = 3_600;
/** Weight of the neutral prior, in submissions: scores start near the middle and move as submissions accumulate. */
const PRIOR_SUBMISSIONS = 5;
const NEUTRAL = 0.5;

/**
 * Returns the trust after one more submission: 0–100, from quality, consistency and speed within one category (contract
 * §5).
 */
export function nextTrust(before: TrustRecord | undefined, evidence: TrustEvidence): TrustRecord {
  const sums = {
    scored: (before?.scored ?? 0) + 1,
    approved: (before?.approved ?? 0) + (evidence.approved ? 1 : 0),
    rating_sum: (before?.rating_sum ?? 0) + evidence.stars,
    rating_square_sum: (before?.rating_square_sum ?? 0) + evidence.stars ** 2,
    turnaround_sum_seconds: (before?.turnaround_sum_seconds ?? 0) + evidence.turnaround_seconds,
  };
  return { ...sums, score: trustScore(sums) };
}

/** What a trust score is made of, each 0–1. */
export interface TrustParts {
  readonly quality: number;
  readonly consistency: number;
  readonly speed: number;
}

type TrustSums = Omit<TrustRecord, 'score'>;

/** Returns what a trust score is made of. */
export function trustParts(sums: TrustSums): TrustParts {
  const mean = sums.rating_sum / sums.scored;
  const variance = Math.max(0, sums.rating_square_sum / sums.scored - mean ** 2);
  return {
    quality: ((mean - 1) / 4 + sums.approved / sums.scored) / 2,
    // Ratings span 1–5, so their standard deviation is at most 2.
    consistency: 1 - Math.sqrt(variance) / 2,
    speed: 1 / (1 + sums.turnaround_sum_seconds / sums.scored / HALF_SPEED_SECONDS),
  };
}

/** Returns the trust as if a rejected submission had been approved, with other stars. */
export function correctedTrust(
  before: TrustRecord,
  { from, to }: { readonly from: number; readonly to: number },
): TrustRecord {
  const sums = {
    ...before,
    approved: before.approved + 1,
    rating_sum: before.rating_sum - from + to,
    rating_square_sum: before.rating_square_sum - from ** 2 + to ** 2,
  };
  return { ...sums, score: trustScore(sums) };
}

function trustScore(sums: TrustSums): number {
  const { quality, consistency, speed } = trustParts(sums);
  const earned =
    quality * WEIGHTS.quality + consistency * WEIGHTS.consistency + speed * WEIGHTS.speed;
  const certainty = sums.scored / (sums.scored + PRIOR_SUBMISSIONS);
  return Math.round(100 * (earned * certainty + NEUTRAL * (1 - certainty)));
}
