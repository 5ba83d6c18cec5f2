import type { Clock, Engine, Instant } from '@firsthandapi/engine';
import { Backoff } from '../background/backoff.ts';

export interface TaskWorkerOptions {
  readonly tasks: Engine['tasks'];
  /** Maximum number of concurrent tasks. */
  readonly concurrency: number;
  readonly clock: Clock;
  /** Called with failures of the queue itself, such as a lost database: the first of an outage, then at intervals. */
  readonly onError: (error: unknown) => void;
}

/** Maximum polling interval, since other processes may schedule tasks or leave some behind. */
const LONGEST_SLEEP_MS = 1_000;
/** While tasks are slow, another lane may be opened this often. */
const WIDEN_AFTER_MS = 20;

/** Runs the service's tasks concurrently when they are due. Opens lanes while they have work. */
export class TaskWorker {
  readonly #options: TaskWorkerOptions;
  readonly #lanes = new Set<Promise<void>>();
  readonly #backoff: Backoff;
  /** No task is looked for until then after a failure; on the monotonic clock. */
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #sleep = new AbortController();
  #wakeAt = Number.POSITIVE_INFINITY;
  #stopped = true;

  constructor(options: TaskWorkerOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.onError);
  }

  start(): void {
    this.#stopped = false;
    this.#sleepUntil(this.#options.clock.now());
  }

  /** Notifies the worker that a task is due at `instant`. */
  wake(instant: Instant): void {
    if (instant < this.#wakeAt) this.#sleepUntil(instant);
  }

  /** Starts no new task, and resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sleep.abort();
    await Promise.all(this.#lanes);
  }

  #sleepUntil(instant: Instant): void {
    if (this.#stopped) return;
    const { clock } = this.#options;
    this.#sleep.abort();
    this.#sleep = new AbortController();
    const { signal } = this.#sleep;
    this.#wakeAt = Math.min(instant, clock.now() + LONGEST_SLEEP_MS);
    clock.until(this.#wakeAt, signal).then(() => {
      if (!signal.aborted) void this.#look();
    }, this.#options.onError);
  }

  async #look(): Promise<void> {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const pauseMs = this.#pausedUntil - performance.now();
    if (pauseMs > 0) return this.#wakeAfter(pauseMs);
    try {
      const due = await this.#options.tasks.nextDue();
      const now = this.#options.clock.now();
      if (due === undefined || due > now) this.wake(due ?? now + LONGEST_SLEEP_MS);
      else {
        this.#openLane();
        this.wake(now + WIDEN_AFTER_MS);
      }
    } catch (error) {
      this.#pause(error);
      this.#wakeAfter(this.#pausedUntil - performance.now());
    }
  }

  #wakeAfter(milliseconds: number): void {
    this.wake(this.#options.clock.now() + milliseconds);
  }

  /** Lanes that fail together are one failure. */
  #pause(error: unknown): void {
    const now = performance.now();
    if (now >= this.#pausedUntil) this.#pausedUntil = now + this.#backoff.fail(error);
  }

  #openLane(): void {
    if (this.#stopped || this.#lanes.size >= this.#options.concurrency) return;
    const lane = this.#runLane().finally(() => this.#lanes.delete(lane));
    this.#lanes.add(lane);
  }

  async #runLane(): Promise<void> {
    const { tasks, clock } = this.#options;
    try {
      while (!this.#stopped && (await tasks.runNext(clock.now()))) {
        this.#backoff.succeed();
        this.#openLane();
      }
    } catch (error) {
      this.#pause(error);
    }
  }
}
