import type { EventWithDeliveries } from '@firsthandapi/sdk';
import type { Context } from '../command/context.ts';
import type { Outcome } from './forward-event.ts';

/** Attempts at a time. */
const CONCURRENCY = 4;
/** So many events wait at most; until then, no more are read. */
export const MOST_WAITING = 1_000;
const FIRST_PAUSE_MS = 500;
/** Between attempts to reach an application that is not there: a restart takes moments. */
const LONGEST_ABSENCE_MS = 1_000;
/** Between attempts after a response that is no success. */
const LONGEST_REFUSAL_MS = 30_000;

/** An attempt to deliver an event. */
export interface Attempt extends Outcome {
  readonly event: EventWithDeliveries;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isDelivered: boolean;
  /** Milliseconds until the next attempt; `undefined` once it is delivered. */
  readonly retryIn: number | undefined;
}

interface Dependencies {
  readonly deliver: (event: EventWithDeliveries) => Promise<Outcome>;
  readonly onAttempt: (attempt: Attempt) => void;
  /** Called when an event needs no further attempt. */
  readonly onSettled: (event: EventWithDeliveries) => void;
}

/** Delivers events in their order, several at a time, each until the application accepts it. */
export class DeliveryQueue {
  readonly #dependencies: Dependencies;
  readonly #context: Pick<Context, 'sleep' | 'random' | 'signal'>;
  /** What the application has not accepted yet, in the order of arrival. */
  readonly #open = new Map<string, EventWithDeliveries>();
  readonly #ready: { readonly event: EventWithDeliveries; readonly attempt: number }[] = [];
  #running = 0;
  #onIdle: () => void = () => {};
  /** Aborted when the application is back. */
  #absence = new AbortController();

  constructor(dependencies: Dependencies, context: Pick<Context, 'sleep' | 'random' | 'signal'>) {
    this.#dependencies = dependencies;
    this.#context = context;
  }

  add(events: readonly EventWithDeliveries[]): void {
    for (const event of events) {
      this.#open.set(event.id, event);
      this.#ready.push({ event, attempt: 1 });
    }
    this.#start();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Resolves when no attempt is running. */
  async idle(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #start(): void {
    while (this.#running < CONCURRENCY && !this.#context.signal.aborted) {
      const next = this.#ready.shift();
      if (next === undefined) return;
      this.#running += 1;
      const onEnd = () => {
        this.#running -= 1;
        if (this.#running === 0) this.#onIdle();
        this.#start();
      };
      this.#attempt(next.event, next.attempt).then(onEnd, onEnd);
    }
  }

  async #attempt(event: EventWithDeliveries, attempt: number): Promise<void> {
    const outcome = await this.#dependencies.deliver(event);
    const { status } = outcome;
    // Cut off by Ctrl+C: whether the application has accepted it is not known, so it is delivered again next time.
    if (status === undefined && this.#context.signal.aborted) return;
    const isDelivered = status !== undefined && status >= 200 && status < 300;
    const retryIn = isDelivered ? undefined : this.#pauseAfter(attempt, status);
    this.#dependencies.onAttempt({ ...outcome, event, attempt, isDelivered, retryIn });
    if (status !== undefined) this.#isBack();
    if (retryIn === undefined) {
      this.#open.delete(event.id);
      this.#dependencies.onSettled(event);
    } else this.#retryLater(event, attempt + 1, retryIn, status === undefined);
  }

  #pauseAfter(attempt: number, status: number | undefined): number {
    const longest = status === undefined ? LONGEST_ABSENCE_MS : LONGEST_REFUSAL_MS;
    const window = Math.min(longest, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 10));
    return window * (0.5 + this.#context.random() / 2);
  }

  /** Waits without a place among the attempts that run. An absence ends as soon as any attempt is responded to. */
  #retryLater(event: EventWithDeliveries, attempt: number, pause: number, isAbsent: boolean): void {
    const { sleep, signal } = this.#context;
    const end = isAbsent ? AbortSignal.any([signal, this.#absence.signal]) : signal;
    const retry = () => {
      this.#ready.push({ event, attempt });
      this.#start();
    };
    sleep(pause, end).then(retry, retry);
  }

  #isBack(): void {
    this.#absence.abort();
    this.#absence = new AbortController();
  }
}
