import type { Instant } from '@firsthandapi/engine';
import { repeat } from '../background/repeat.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { LARGEST_JUMP_MS, type TrustedClock } from './trusted-clock.ts';

const INTERVAL_MS = 5_000;
/** How often the latest time is written. */
const NOTE_INTERVAL_MS = 60_000;
/** A clock this close to the database server's is right. */
const AGREEMENT_MS = 5 * 60_000;
const HOUR_MS = 60 * 60 * 1_000;

type ClockStore = Pick<
  SqlStore,
  'readLatestTime' | 'noteTime' | 'acceptTime' | 'capDueTimes' | 'databaseTime'
>;

export interface ClockWatchOptions {
  readonly clock: TrustedClock;
  readonly store: ClockStore;
  readonly log: {
    info(event: string, fields: Readonly<Record<string, unknown>>): void;
  };
  readonly onError: (error: unknown) => void;
}

/** Keeps the latest time in the database, and ends a doubt about the clock once there is a reason to. */
export class ClockWatch {
  readonly #options: ClockWatchOptions;
  #isReported = false;
  #isCapDue = true;
  #notedAt = Number.NEGATIVE_INFINITY;
  #stop: (() => Promise<void>) | undefined;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    options.clock.onReturn(() => {
      this.#isCapDue = true;
    });
  }

  /** Checks the clock once, and from then on every five seconds. */
  async start(): Promise<void> {
    await this.check();
    const { onError } = this.#options;
    this.#stop = repeat(() => this.check(), { intervalMs: INTERVAL_MS, onError });
  }

  /** Ends the checks, and notes the latest time. */
  async stop(): Promise<void> {
    await this.#stop?.();
    await this.#noteTime().catch(this.#options.onError);
  }

  /** What operators should know; empty while the clock is not in doubt. */
  notes(): readonly string[] {
    const { doubt } = this.#options.clock;
    return doubt === undefined ? [] : [doubtText(doubt)];
  }

  async check(): Promise<void> {
    const { clock, store, log } = this.#options;
    if (clock.doubt !== undefined && (await this.#isRight(clock.machineTime))) {
      clock.confirm();
      this.#isCapDue = true;
      await store.acceptTime(clock.now());
    }
    const { doubt } = clock;
    if (doubt !== undefined && !this.#isReported)
      log.info('warning', { warning: doubtText(doubt) });
    if (doubt === undefined && this.#isReported)
      log.info('clock', { status: 'no longer in doubt' });
    this.#isReported = doubt !== undefined;
    clock.settle();
    await this.#note();
  }

  /** Whether an operator has accepted this time, or the database server's clock agrees. */
  async #isRight(now: Instant): Promise<boolean> {
    const { store } = this.#options;
    const accepted = await store.readLatestTime();
    if (accepted !== undefined && Math.abs(now - accepted) <= LARGEST_JUMP_MS) return true;
    const other = await store.databaseTime();
    return other !== undefined && Math.abs(now - other) <= AGREEMENT_MS;
  }

  async #note(): Promise<void> {
    const { clock, store } = this.#options;
    if (this.#isCapDue && clock.doubt === undefined) {
      await store.capDueTimes(clock.now());
      this.#isCapDue = false;
    }
    if (performance.now() < this.#notedAt + NOTE_INTERVAL_MS) return;
    await this.#noteTime();
    this.#notedAt = performance.now();
  }

  /** A clock that is behind leaves the latest time alone: an operator may be about to accept an earlier one. */
  async #noteTime(): Promise<void> {
    const { clock, store } = this.#options;
    if ((clock.doubt ?? 0) >= 0) await store.noteTime(clock.certain());
  }
}

function doubtText(aheadMs: number): string {
  const hours = Math.round(Math.abs(aheadMs) / HOUR_MS);
  const span = hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} hours`;
  const [direction, effect] =
    aheadMs > 0
      ? ['ahead of', 'expiry, retention and deadlines wait']
      : ['behind', 'time continues from there'];
  return `The clock is ${span} ${direction} the latest time seen: ${effect}. Set it right, or run: firsthandapi-server accept-clock`;
}
