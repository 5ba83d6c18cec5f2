import type { Duration, Moment } from '../values/duration.ts';
import type { Fixtures } from './fixtures.ts';
import type { ClockMode } from './world-clock.ts';
import type { WorldSnapshot } from './world-snapshot.ts';

/** Options of a world. Every option has a default. */
export interface WorldOptions {
  /**
   * Determines ids and secrets, an integer. A world with a seed has the same ids in every run, and after every `reset`.
   * Worlds that have their sandbox's seed each have their own ids, in the order in which they begin. Default: ids that
   * differ in every world, every run and after every `reset`, so that a test does not meet another's ids in a database.
   */
  readonly seed?: number | undefined;
  /**
   * The world's time when it begins, and after `reset`. Default: the machine's, so that an application that checks the
   * age of webhook signatures accepts them. Pass a fixed time, with a `seed`, for runs that are equal byte for byte.
   */
  readonly now?: Moment | undefined;
  /** What moves the world's time. Default `manual`. */
  readonly clock?: ClockMode | undefined;
  /** With `clock: 'real'`, how many seconds pass in one real second: more than 0, up to 100,000. Default 1. */
  readonly speed?: number | undefined;
  /** Credits of the account in US cents. Default 250, as for a new account. */
  readonly credits?: number | undefined;
  /**
   * The account's tier. Default `enterprise`, with limits of 1,000,000 requests so that suites are not throttled.
   * `free` and `standard` have the service's limits.
   */
  readonly tier?: 'free' | 'standard' | 'enterprise' | undefined;
  /** An additional key of the form `fh_test_sk_…` or `fh_live_sk_…` that the world accepts. */
  readonly apiKey?: string | undefined;
  /** What exists when the world begins. It happened before `now`. */
  readonly fixtures?: Fixtures | undefined;
  /**
   * The result of `world.snapshot()`, of this or another process. The world begins in that state and at that time, and
   * `reset` returns to it. Excludes `fixtures`; `now`, `credits` and `tier` are the snapshot's.
   */
  readonly snapshot?: WorldSnapshot | undefined;
  /**
   * Real time that a webhook handler has to respond before the world's time continues without it. Default: time waits
   * for the handler, and a warning names it after 5 s; behind `serve` 30 s; with `clock: 'real'` or `'system'` 1 s. A
   * handler that itself waits for the world's clock never holds it up.
   */
  readonly patience?: Duration | undefined;
  /**
   * Maximum number of entries in `log()`. When it is reached, the oldest quarter is dropped. Default 100,000; behind
   * `serve` 10,000.
   */
  readonly logLimit?: number | undefined;
  /** Deliver webhooks to hosts other than this machine. Default false. */
  readonly allowRemoteTargets?: boolean | undefined;
  /**
   * Throw when the world is disposed and a fault was never hit, a plan of `worker.next` was not used, or a webhook
   * reached no handler. Default false.
   */
  readonly strict?: boolean | undefined;
}
