import type { Engine, Instant } from '@firsthandapi/engine';
import { turn } from './real-time.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What a driver moves: a clock, and the service that has things due on it. */
export interface Driven {
  readonly clock: VirtualClock;
  readonly engine: Pick<Engine, 'runNext' | 'nextDue'>;
  /** Resolves with `task`, or earlier when a webhook handler that it waits for does not answer. */
  untilSettledOrStalled(task: Promise<boolean>): Promise<boolean>;
  /** Delivers what is held back for a next delivery that does not come; false when there was nothing. */
  flush(): Promise<boolean>;
}

/**
 * Moves a world through time, from one due instant to the next, so that everything happens at its own time and in
 * its order however far the clock goes at once. One movement at a time: others wait their turn.
 */
export class Driver {
  readonly #driven: Driven;
  #last: Promise<unknown> = Promise.resolve();
  #moving = 0;
  #stopped = false;

  constructor(driven: Driven) {
    this.#driven = driven;
  }

  /** Whether a movement is under way or waits for its turn. */
  get isMoving(): boolean {
    return this.#moving > 0;
  }

  /** Ends every movement: what is due from now on stays undone. */
  stop(): void {
    this.#stopped = true;
  }

  /** Performs everything that is due up to `target` and leaves the clock there. */
  advanceTo(target: Instant): Promise<void> {
    return this.#inTurn(() => this.#go(target));
  }

  /** `advanceTo` so many milliseconds from where the clock is when this movement's turn comes. */
  advanceBy(milliseconds: number): Promise<void> {
    return this.#inTurn(() => this.#go(this.#driven.clock.now() + milliseconds));
  }

  async #go(target: Instant): Promise<void> {
    // What the caller has begun and not awaited comes first. Fake timers do not wait for a turn, so they get none.
    if (!this.#driven.clock.hasSource) await turn();
    while (await this.#step(target));
    if (this.#driven.clock.hold(Math.max(target, this.#driven.clock.now()))) await turn();
    await this.#driven.flush();
    this.#driven.clock.release();
  }

  /**
   * Steps from due instant to due instant until `isDone`, and says whether it was reached. `next` names the
   * instant to go to, or undefined when there is nothing left to wait for.
   */
  runUntil(
    isDone: () => Promise<boolean>,
    next: () => Promise<Instant | undefined>,
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      await turn();
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
        await turn();
      }
    });
  }

  async #inTurn<T>(movement: () => Promise<T>): Promise<T> {
    this.#moving += 1;
    const previous = this.#last;
    const current = previous.then(movement, movement);
    this.#last = current.catch(() => {});
    try {
      return await current;
    } finally {
      this.#moving -= 1;
    }
  }

  /** Goes to the next due instant up to `target` and performs what is due there; false when there is none. */
  async #step(target: Instant): Promise<boolean> {
    if (this.#stopped) return false;
    const { clock, engine } = this.#driven;
    const due = earlier(await engine.nextDue(), clock.nextWake());
    if (due === undefined || due > target) return false;
    if (clock.hold(due)) await turn();
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
