import type { Job } from '@firsthandapi/engine/host';
import type { Duration, Moment } from '../values/duration.ts';
import type { Result, Target } from './target.ts';

/**
 * What moves a world's time:
 *
 * - `manual`: only your test.
 * - `auto`: each read jumps to the next thing due, so that a polling loop ends without waiting.
 * - `system`: `Date` and `setTimeout`, faked or not.
 * - `real`: the machine's clock, faster by `speed`.
 */
export type ClockMode = 'manual' | 'auto' | 'system' | 'real';

/** A job's status, as `runUntil` waits for it. */
export type AwaitedStatus = Job['status'];

/** The time of one world. Timestamps, rate limits, idempotency, retries and expiries all follow it. */
export interface WorldClock<At extends Target = 'local'> {
  readonly mode: ClockMode;
  /**
   * The world's time.
   *
   * @example
   * ```ts
   * const world = await sandbox.world({ now: '2026-01-01T00:00:00Z' });
   * await world.clock.advance('15s');
   * world.clock.now(); // 2026-01-01T00:00:15Z
   * ```
   */
  now(): Result<At, Date>;
  /**
   * Moves time forward, and everything that is due happens in order: simulated work, deliveries, retries, expiries.
   * Resolves when the webhook handlers called on the way have responded. Concurrent calls run one after the other.
   *
   * @throws Error in the modes `system` and `real`, whose time a test does not move, and in a webhook handler that a
   * move waits for; TypeError when the duration is invalid, or would move the clock beyond the year 2999.
   * @example
   * ```ts
   * await world.clock.advance('15s');
   * ```
   */
  advance(duration: Duration): Promise<void>;
  /**
   * Like `advance`, to a point in time.
   *
   * @throws Error in the modes `system` and `real`; TypeError when the moment is invalid or before the world's time.
   * @example
   * ```ts
   * await world.clock.advanceTo('2026-02-01T00:00:00Z');
   * ```
   */
  advanceTo(moment: Moment): Promise<void>;
  /**
   * Moves from one thing due to the next until the job has the status.
   *
   * @returns The job.
   * @throws Error when the job ends in another status, when nothing is due that could change it, and in the modes
   * `system` and `real`.
   * @example
   * ```ts
   * const completed = await world.clock.runUntil(job.id, 'completed');
   * ```
   */
  runUntil(jobId: string, status: AwaitedStatus): Promise<Job>;
  /**
   * Resolves when the world's clock has advanced by the duration. In a webhook handler, it makes the handler slow.
   *
   * @example
   * ```ts
   * await world.webhooks.deliverTo(async () => {
   *   await world.clock.sleep('11s'); // longer than the delivery timeout of 10 s
   *   return new Response();
   * });
   * ```
   */
  sleep(duration: Duration): Promise<void>;
}
