import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/** The work of one rule in one transaction. */
export interface SweepBatch {
  readonly work: Work;
  readonly organization_id: string;
  /** Data older than this is no longer kept. */
  readonly before: Instant;
  /** Maximum number of rows to handle. */
  readonly limit: number;
  /** The last row of the previous batch, for rules whose rows stay. */
  readonly after: string | undefined;
}

export interface SweepOutcome {
  /** Rows handled; as many as `limit` when more may be left. */
  readonly handled: number;
  /** The last row handled, for rules whose rows stay. */
  readonly after?: string | undefined;
}

export type SweepStep = (batch: SweepBatch) => Promise<SweepOutcome>;
