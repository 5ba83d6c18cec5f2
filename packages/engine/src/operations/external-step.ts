import type { Reply } from '../http/reply.ts';
import type { Call } from '../work/call.ts';

/**
 * The middle of an operation that calls an external system, such as a payment provider. Everything the operation has
 * written by then is committed as the request's intent. `execute` then runs with no transaction open, because it may take
 * long, and its result is written in a second transaction together with the response.
 *
 * A crash in between leaves the intent. A retry under the same Idempotency-Key passes the intent to the operation, which
 * resumes from there.
 */
export interface ExternalStep {
  /** Identifies what the operation has begun. Stored sealed. */
  readonly intent: string;
  /**
   * Calls the external system. May run again after a crash, or concurrently in another process, so the external system
   * must recognise the order by its intent. After a `gateway_timeout` the outcome is unknown, so the intent is kept.
   */
  readonly execute: () => Promise<Completion>;
  /** Undoes the intent after `execute` failed without effect. */
  readonly compensate: (call: Call) => Promise<void>;
}

/** Writes the step's outcome and returns the reply. */
export type Completion = (call: Call) => Promise<Reply>;

/** An operation that may need an external step. Only operations that require an Idempotency-Key can be one. */
export type ExternalOperation<Body = unknown, Query = unknown> = (
  call: Call<Body, Query>,
  /** Left by an earlier run of the same request that was interrupted. */
  intent: string | undefined,
) => Promise<Reply | ExternalStep>;

export function isExternalStep(result: object): result is ExternalStep {
  return 'execute' in result;
}
