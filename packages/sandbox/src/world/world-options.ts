import type { Duration, Moment } from './duration.ts';
import type { Fixtures } from './fixtures.ts';
import type { ClockMode } from './world-clock.ts';
import type { WorldSnapshot } from './world-snapshot.ts';

/** What a world is like when it begins. Every option has a default. */
export interface WorldOptions {
  /** Ids and secrets follow from it: the same seed and the same calls give the same ids. Default 1. */
  readonly seed?: number | undefined;
  /**
   * The world's time when it begins. Default: the machine's, so that an application that checks the age of webhook
   * signatures accepts them. Give a fixed time for runs that are equal to the byte.
   */
  readonly now?: Moment | undefined;
  /** What moves its time. Default `manual`. */
  readonly clock?: ClockMode | undefined;
  /** With `clock: 'real'`: how many seconds pass in a real one. Default 1. */
  readonly speed?: number | undefined;
  /** Credits of the account in US cents. Default 250, as a new account has. */
  readonly credits?: number | undefined;
  /**
   * The account's tier. Default `enterprise`, with limits of 1,000,000 requests so that suites are not throttled;
   * `free` and `standard` have the real ones.
   */
  readonly tier?: 'free' | 'standard' | 'enterprise' | undefined;
  /** A key of your own, of the form `fh_test_sk_…` or `fh_live_sk_…`, that opens the world too. */
  readonly apiKey?: string | undefined;
  /** What is there when the world begins. It begins at `now` all the same: they happened before. */
  readonly fixtures?: Fixtures | undefined;
  /**
   * What `world.snapshot()` gave, here or elsewhere: the world begins in that state and at that time, and `reset` goes
   * back to it. Then there are no `fixtures`, and `now`, `credits` and `tier` are the snapshot's.
   */
  readonly snapshot?: WorldSnapshot | undefined;
  /** Real time that a webhook handler has to answer before the world's time moves on without it. Default 1 s. */
  readonly patience?: Duration | undefined;
  /**
   * Entries that `log()` keeps at most; the oldest go first, a quarter at a time. Default 100,000; behind `serve`
   * 10,000.
   */
  readonly logLimit?: number | undefined;
  /** Deliver webhooks to hosts other than this machine. Default false. */
  readonly allowRemoteTargets?: boolean | undefined;
  /** Throw when the world is disposed and a fault was never hit, or a webhook had nowhere to go. Default false. */
  readonly strict?: boolean | undefined;
}
