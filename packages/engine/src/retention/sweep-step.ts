import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/** What one rule is to sweep in one transaction. */
export interface SweepBatch {
  readonly work: Work;
  readonly organization_id: string;
  /** What is older than this is kept no longer. */
  readonly before: Instant;
  /** Rows to handle at most. */
  readonly limit: number;
  /** The last row of the batch before, for rules whose rows stay. */
  readonly after: string | undefined;
}

export interface SweepOutcome {
  /** Rows handled; as many as `limit` when more may be left. */
  readonly handled: number;
  /** The last row handled, for rules whose rows stay. */
  readonly after?: string | undefined;
}

export type SweepStep = (batch: SweepBatch) => Promise<SweepOutcome>;
