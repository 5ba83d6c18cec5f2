import type { Engine, Instant } from '@firsthandapi/engine';
import { yieldToEventLoop } from './real-time.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What a driver moves: a clock, and the service whose tasks are due on it. */
export interface Driven {
  readonly clock: VirtualClock;
  readonly engine: Pick<Engine, 'runNext' | 'nextDue'>;
  /** Resolves with `task`, or earlier when a webhook handler that it waits for does not respond. */
  untilSettledOrStalled(task: Promise<boolean>): Promise<boolean>;
  /** Resolves when no webhook handler runs that the clock has to wait for. */
  untilQuiet(): Promise<void>;
  /** Called when a movement waits for another. Returns a function to call when the wait ends. */
  onQueued(): () => void;
  /** Makes the delivery that is held back for reordering; false when there is none. */
  flush(): Promise<boolean>;
}

/**
 * Moves a world through time, from one due instant to the next, so that everything happens at its own time and in
 * order, however far the clock moves at once. Movements run one at a time, in the order of their calls.
 */
export class Driver {
  readonly #driven: Driven;
  #last: Promise<unknown> = Promise.resolve();
  #moving = 0;
  #stopped = false;

  constructor(driven: Driven) {
    this.#driven = driven;
  }

  /** True while a movement runs or is queued. */
  get isMoving(): boolean {
    return this.#moving > 0;
  }

  /** Ends every movement: what is due from now on is not performed. */
  stop(): void {
    this.#stopped = true;
  }

  /** Performs everything that is due up to `target` and leaves the clock there. */
  advanceTo(target: Instant): Promise<void> {
    return this.#enqueue(() => this.#go(target));
  }

  /** Like `advanceTo`, by milliseconds from where the clock is when this movement starts. */
  advanceBy(milliseconds: number): Promise<void> {
    return this.#enqueue(() => this.#go(this.#driven.clock.now() + milliseconds));
  }

  async #go(target: Instant): Promise<void> {
    // Requests that the caller has started and not awaited come first. Fake timers do not wait for the event loop.
    if (!this.#driven.clock.hasSource) await yieldToEventLoop();
    while (await this.#step(target));
    await this.#hold(Math.max(target, this.#driven.clock.now()));
    await this.#driven.flush();
    this.#driven.clock.release();
  }

  /**
   * Steps from due instant to due instant until `isDone`, and returns whether that was reached. `next` returns the
   * instant to go to, or undefined when there is nothing left to wait for.
   */
  runUntil(
    isDone: () => Promise<boolean>,
    next: () => Promise<Instant | undefined>,
  ): Promise<boolean> {
    return this.#enqueue(async () => {
      await yieldToEventLoop();
      for (;;) {
        if (await isDone()) {
          await this.#driven.flush();
          return true;
        }
        const target = await next();
        if (target === undefined || this.#stopped) {
          if (await this.#driven.flush()) continue;
          return false;
        }
        while (!(await isDone()) && (await this.#step(target)));
        await yieldToEventLoop();
      }
    });
  }

  /** Holds the clock at an instant, and waits for the webhook handlers that slept until then. */
  async #hold(instant: Instant): Promise<void> {
    if (!this.#driven.clock.hold(instant)) return;
    await yieldToEventLoop();
    await this.#driven.untilQuiet();
  }

  async #enqueue<T>(movement: () => Promise<T>): Promise<T> {
    const endWait = this.isMoving ? this.#driven.onQueued() : undefined;
    this.#moving += 1;
    const previous = this.#last;
    const current = previous.then(movement, movement);
    this.#last = current.catch(() => {});
    try {
      return await current;
    } finally {
      endWait?.();
      this.#moving -= 1;
    }
  }

  /** Goes to the next due instant up to `target` and performs what is due there; false when there is none. */
  async #step(target: Instant): Promise<boolean> {
    if (this.#stopped) return false;
    const { clock, engine } = this.#driven;
    const due = earlier(await engine.nextDue(), clock.nextWake());
    if (due === undefined || due > target) return false;
    await this.#hold(due);
    while (
      !this.#stopped &&
      (await this.#driven.untilSettledOrStalled(engine.runNext(clock.now())))
    );
    return true;
  }
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
