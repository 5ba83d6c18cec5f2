import type { Reply } from '../http/reply.ts';
import type { Call } from '../work/call.ts';

/**
 * The middle of an operation in which somebody outside has a part, such as a payment provider. What the operation has
 * written by then is committed as the intent of the request. Then `act` runs with no transaction open, since nobody knows
 * how long it takes, and what it leads to is written in a second transaction, together with the answer.
 *
 * A crash in between leaves the intent. A repetition of the request under its Idempotency-Key gives it to the operation,
 * which goes on from there.
 */
export interface OutsideStep {
  /** Leads the operation back to what it has begun. Kept sealed. */
  readonly intent: string;
  /**
   * Does what is outside. It may run again after a crash, or at the same time in another process: whoever is asked has to
   * know by the intent that it is one order. A `gateway_timeout` leaves open what came of it, so that the intent stays.
   */
  readonly act: () => Promise<Completion>;
  /** Takes the intent back: `act` failed, and nothing came of it. */
  readonly withdraw: (call: Call) => Promise<void>;
}

/** Writes what came of the step, and answers. */
export type Completion = (call: Call) => Promise<Reply>;

/** An operation that may need such a step. Only those that ask for an Idempotency-Key can. */
export type OutsideOperation<Body = unknown, Query = unknown> = (
  call: Call<Body, Query>,
  /** Of an earlier run of the same request that broke off. */
  intent: string | undefined,
) => Promise<Reply | OutsideStep>;

export function isOutsideStep(result: Reply | OutsideStep): result is OutsideStep {
  return 'act' in result;
}
