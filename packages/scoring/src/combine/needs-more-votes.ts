import type { JudgeReply } from '../judge/judge-reply.ts';
import type { Vote } from './combine-votes.ts';

/** Why one vote is not enough. */
export type EscalationReason =
  | 'near_threshold'
  | 'contradicts_measurements'
  | 'addresses_grader'
  | 'safety';

/** As the stars are computed: what counts is how near the verdict is. */
export interface EscalationInput {
  readonly reply: JudgeReply;
  /** The rating by measurements; null where nothing was measured. */
  readonly measured: Vote;
  /** The weighted mean of the reply's dimensions, from which its stars follow. */
  readonly score: number;
  /** Stars from which a file is approved. */
  readonly threshold: number;
}

/** A verdict changes by one half-step of one dimension within this distance. */
const NEAR = 0.6;
const CONTRADICTION = 2;

/**
 * Returns why a stronger model is asked as well, or undefined when one vote is enough. Repetition pays near the threshold,
 * where the noise of one vote decides about somebody's money, and where the vote is suspect.
 */
export function needsMoreVotes(input: EscalationInput): EscalationReason | undefined {
  const { reply, measured, score, threshold } = input;
  if (reply.addressesGrader) return 'addresses_grader';
  if (reply.safetyCategories.length > 0) return 'safety';
  const { quality } = reply.dimensions;
  if (measured.quality !== null && Math.abs(quality - measured.quality) >= CONTRADICTION) {
    return 'contradicts_measurements';
  }
  // Stars are rounded: between 2.5 and 3.5 are 3 stars.
  return Math.abs(score - (threshold - 0.5)) <= NEAR ? 'near_threshold' : undefined;
}
