import type {
  Attempt,
  Clock,
  DeliveryOutcome,
  DueHint,
  Engine,
  Instant,
} from '@firsthandapi/engine';
import { isSuccess } from '@firsthandapi/engine';
import { Backoff } from '../background/backoff.ts';
import { type Lane, Ring, type Turn } from './ring.ts';
import { Settlements } from './settlements.ts';

export interface DeliveryWorkerOptions {
  readonly deliveries: Engine['deliveries'];
  /** Lanes for attempts; as many slow attempts may hang beside them. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** An attempt that has not ended after this long gives up its lane. */
const SLICE_MS = 1_000;
/** The store is searched this often for deliveries of other processes, or less often when the search takes long. */
const SEARCH_INTERVAL_MS = { least: 500, most: 2_000, timesDuration: 20 } as const;
/** While this many attempts run, those that end within a few milliseconds share a claim: each costs a statement. */
const BUSY_FROM = 16;
const COLLECT_MS = 4;
const AWAKE = new Error('There is something to do');
/** A search also finds what is due until well after the next one. */
const LOOK_AHEAD_MS = 3_000;

/**
 * Delivers webhooks: claims what the ring gives lanes to, makes the attempts, and records their outcomes. Only deliveries
 * that have a lane are claimed, so a claimed attempt begins at once and ends well within its lease.
 */
export class DeliveryWorker {
  readonly #options: DeliveryWorkerOptions;
  readonly #ring: Ring;
  readonly #settlements: Settlements;
  readonly #backoff: Backoff;
  readonly #running = new Map<Lane, AbortController>();
  readonly #attempts = new Set<Promise<void>>();
  #unknown: DueHint[] = [];
  #searchAt: Instant = 0;
  #sleep = new AbortController();
  #loop: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: DeliveryWorkerOptions) {
    this.#options = options;
    this.#ring = new Ring(options.concurrency);
    this.#backoff = new Backoff(options.onError);
    this.#settlements = new Settlements({
      settle: (ended, now) => options.deliveries.settle(ended, now),
      now: () => options.clock.now(),
      onRepeat: (hints) => this.hint(hints),
      onError: options.onError,
    });
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Notes deliveries that were just committed. */
  hint(hints: readonly DueHint[]): void {
    if (this.#isStopped) return;
    const unknown = hints.filter((hint) => !this.#ring.hint(hint));
    this.#unknown.push(...unknown);
    this.#wake();
  }

  /** Claims nothing more, and resolves when running attempts have ended and their outcomes are recorded. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.#loop;
    await Promise.all(this.#attempts);
    await this.#settlements.close();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      // Whatever is noted from here on wakes the sleep that follows.
      this.#sleep = new AbortController();
      const { signal } = this.#sleep;
      try {
        await this.#search();
        const isBusy = await this.#claim();
        this.#backoff.succeed();
        if (!isBusy) await this.#sleepUntil(this.#nextLook(), signal);
        else if (this.#running.size >= BUSY_FROM) await this.#pause(COLLECT_MS);
      } catch (error) {
        await this.#pause(this.#backoff.fail(error));
      }
    }
  }

  /** On the machine's clock: an outage says nothing about the service's. */
  async #pause(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** Looks up receivers that are unknown, and from time to time everything. */
  async #search(): Promise<void> {
    const { clock, deliveries } = this.#options;
    const unknown = this.#unknown.splice(0);
    const until = clock.now() + LOOK_AHEAD_MS;
    if (clock.now() < this.#searchAt) {
      if (unknown.length > 0) this.#ring.note(await deliveries.destinations(until, unknown));
      return;
    }
    const begunAt = performance.now();
    this.#ring.note(await deliveries.destinations(until));
    const { least, most, timesDuration } = SEARCH_INTERVAL_MS;
    const interval = (performance.now() - begunAt) * timesDuration;
    this.#searchAt = clock.now() + Math.min(most, Math.max(least, interval));
  }

  /** Claims and begins what has lanes; false when nothing has. */
  async #claim(): Promise<boolean> {
    const { clock, deliveries } = this.#options;
    const dead = this.#ring.takeDead();
    if (dead.length > 0) this.#beginAll(await deliveries.claim(dead, clock.now()), []);
    if (this.#settlements.isBehind) return false;
    const turns = this.#ring.pick(clock.now());
    if (turns.length === 0) return false;
    const wants = turns.map(({ want }) => want);
    let claimed: readonly Attempt[] = [];
    // Where commits are shared, what has ended is recorded with the claim.
    this.#settlements.flush();
    try {
      claimed = await deliveries.claim(wants, clock.now());
    } catch (error) {
      for (const turn of turns) this.#ring.giveBack(turn);
      throw error;
    }
    this.#beginAll(claimed, turns);
    return true;
  }

  #beginAll(claimed: readonly Attempt[], turns: readonly Turn[]): void {
    const byEndpoint = new Map<string, Attempt[]>();
    for (const attempt of claimed) {
      const others = byEndpoint.get(attempt.endpoint_id);
      if (others === undefined) byEndpoint.set(attempt.endpoint_id, [attempt]);
      else others.push(attempt);
    }
    for (const turn of turns) {
      const attempts = byEndpoint.get(turn.want.endpoint_id) ?? [];
      byEndpoint.delete(turn.want.endpoint_id);
      const lanes = this.#ring.begin(turn, attempts.length);
      for (const [index, lane] of lanes.entries()) this.#begin(lane, attempts[index] as Attempt);
    }
    // An endpoint that was enabled again while its deliveries were about to fail.
    for (const attempt of [...byEndpoint.values()].flat()) {
      this.#begin(this.#ring.occupy(attempt, attempt.endpoint), attempt);
    }
  }

  #begin(lane: Lane, attempt: Attempt): void {
    const running = this.#attempt(lane, attempt).finally(() => this.#attempts.delete(running));
    this.#attempts.add(running);
  }

  async #attempt(lane: Lane, attempt: Attempt): Promise<void> {
    const controller = new AbortController();
    this.#running.set(lane, controller);
    let isQuick = true;
    const slice = setTimeout(() => {
      isQuick = false;
      this.#park(lane);
    }, SLICE_MS);
    const outcome = await this.#send(attempt, controller.signal);
    clearTimeout(slice);
    this.#running.delete(lane);
    this.#ring.end(lane, isSuccess(outcome), isQuick);
    this.#settlements.add({ attempt, outcome });
    this.#wake();
  }

  async #send(attempt: Attempt, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      return await this.#options.deliveries.send(attempt, signal);
    } catch (error) {
      this.#options.onError(error);
      return { status_code: null, reason: 'connection' };
    }
  }

  #park(lane: Lane): void {
    const givenUp = this.#ring.park(lane);
    if (givenUp !== undefined) this.#running.get(givenUp)?.abort();
    this.#wake();
  }

  #nextLook(): Instant {
    const due = this.#ring.nextDue(this.#options.clock.now());
    return Math.min(this.#searchAt, due ?? Number.POSITIVE_INFINITY);
  }

  #wake(): void {
    // Aborting costs an error with its stack, even when nothing sleeps any more.
    if (!this.#sleep.signal.aborted) this.#sleep.abort(AWAKE);
  }

  async #sleepUntil(instant: Instant, signal: AbortSignal): Promise<void> {
    if (!this.#isStopped) await this.#options.clock.until(instant, signal);
  }
}
