import type { Job } from '@firsthandapi/engine/simulation';
import type { Duration, Moment } from './duration.ts';
import type { Result, Target } from './target.ts';

/**
 * What moves a world's time. `manual`: your test, and nothing else. `auto`: each read jumps to the next thing due,
 * so that a plain polling loop ends without waiting. `system`: `Date` and `setTimeout`, faked or not. `real`: the
 * machine's time, faster by a factor where you like.
 */
export type ClockMode = 'manual' | 'auto' | 'system' | 'real';

/** A job's status, as `runUntil` waits for it. */
export type AwaitedStatus = Job['status'];

/** The time of one world. Timestamps, rate limits, idempotency, retries and expiries all follow it. */
export interface WorldClock<At extends Target = 'local'> {
  readonly mode: ClockMode;
  /** The world's time. */
  now(): Result<At, Date>;
  /**
   * Lets time pass, and everything in it happen in its order: simulated work, deliveries, retries, expiries.
   * Resolves when the webhook handlers called on the way have answered. Several calls run one after the other.
   *
   * @throws Error in the modes `system` and `real`, where time is not yours to move.
   */
  advance(duration: Duration): Promise<void>;
  /** `advance` to a point in time. A moment that has passed does nothing. */
  advanceTo(moment: Moment): Promise<void>;
  /**
   * Goes from one thing due to the next until the job has the status.
   *
   * @returns The job.
   * @throws Error when it ends in another status, or when nothing more is due that could change it.
   */
  runUntil(jobId: string, status: AwaitedStatus): Promise<Job>;
  /** Resolves when the world's clock has moved on by the duration. In a webhook handler, it makes a slow handler. */
  sleep(duration: Duration): Promise<void>;
}
