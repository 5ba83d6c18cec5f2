import {
  type DueHint,
  type EndedAttempt,
  type Engine,
  UnavailableError,
} from '@firsthandapi/engine';
import { Backoff } from '../background/backoff.ts';

/** Outcomes recorded in one transaction. */
const BATCH_SIZE = 64;
/** For this long, outcomes wait for others, or for a claim that they can share a commit with. */
const COLLECT_MS = 8;
/** When this many outcomes wait, the database is too slow for more attempts. */
const MOST_WAITING = 2_000;

export interface SettlementsOptions {
  readonly settle: Engine['deliveries']['settle'];
  readonly now: () => number;
  /** Called with the attempts that will be repeated. */
  readonly onRepeat: (hints: readonly DueHint[]) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Records the outcomes of attempts in batches: while one is being written, the next collects. Outcomes wait out an
 * outage of the database until their lease has ended, and their deliveries are then attempted again.
 */
export class Settlements {
  readonly #options: SettlementsOptions;
  #waiting: EndedAttempt[] = [];
  #writing: Promise<void> | undefined;
  readonly #backoff: Backoff;
  #endCollecting = () => {};
  #isClosing = false;

  constructor(options: SettlementsOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.onError);
  }

  /** True when no more attempts should begin. */
  get isBehind(): boolean {
    return this.#waiting.length >= MOST_WAITING;
  }

  add(ended: EndedAttempt): void {
    this.#waiting.push(ended);
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Begins to record what waits, so that it shares a commit with what the caller writes now. */
  flush(): void {
    this.#endCollecting();
  }

  /** Resolves when every outcome is recorded, or cannot be now. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.flush();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Attempts that end at about the same time share a batch, and often their event.
      if (this.#waiting.length < BATCH_SIZE) await this.#collect();
      const batch = this.#waiting.splice(0, BATCH_SIZE);
      try {
        await this.#write(batch);
        this.#backoff.succeed();
      } catch (error) {
        const pauseMs = this.#backoff.fail(error);
        if (this.#isClosing) return;
        this.#waiting.unshift(...batch);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        this.#dropExpired();
      }
    }
  }

  async #collect(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, COLLECT_MS);
      this.#endCollecting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endCollecting = () => {};
  }

  async #write(batch: readonly EndedAttempt[]): Promise<void> {
    const { settle, now, onRepeat } = this.#options;
    try {
      onRepeat(await settle(batch, now()));
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      if (batch.length === 1) this.#options.onError(error);
      else for (const ended of batch) await this.#write([ended]);
    }
  }

  #dropExpired(): void {
    const now = this.#options.now();
    this.#waiting = this.#waiting.filter(
      ({ attempt }) => (attempt.delivery.next_attempt_at ?? 0) > now,
    );
  }
}
