import { repeat } from '../background/repeat.ts';
import type { Gauge } from '../host/metrics.ts';
import type { ChainAnchor } from './chain-anchor.ts';
import { sealChains } from './chain-sealer.ts';
import type { Finding, Problem } from './finding.ts';
import { type VerificationOptions, verification } from './verification.ts';

/** Between two steps of a running server, so that requests hardly notice. */
const STEP_INTERVAL_MS = 1_000;
/** A server that has just started has other things to do. */
const FIRST_CYCLE_AFTER_MS = 60_000;
const PAUSE_BETWEEN_CYCLES_MS = 10 * 60_000;
const SEAL_INTERVAL_MS = 5 * 60_000;

export interface VerifierOptions extends VerificationOptions {
  readonly onProblem: (problem: Problem) => void;
  /** Called with the anchor of each run that sealed something, which a log outside the database keeps. */
  readonly onSealed: (anchor: ChainAnchor) => void;
  /** Called when a step or a seal could not be made. */
  readonly onError: (error: unknown) => void;
}

/** Verifies a running server over and over, one bounded step at a time, and seals its hash chains. */
export class Verifier {
  readonly #options: VerifierOptions;
  readonly #steps = new Map<string, number>();
  readonly #problems = new Map<string, number>();
  #run: AsyncGenerator<Finding> | undefined;
  #completedAt = 0;
  /** By the process's monotonic clock. */
  #nextCycleAt = 0;
  #stops: (() => Promise<void>)[] = [];

  constructor(options: VerifierOptions) {
    this.#options = options;
  }

  start(): void {
    const { onError } = this.#options;
    this.#nextCycleAt = performance.now() + FIRST_CYCLE_AFTER_MS;
    this.#stops = [
      repeat(() => this.#stepWhenDue(), { intervalMs: STEP_INTERVAL_MS, onError }),
      repeat(() => this.#seal(), { intervalMs: SEAL_INTERVAL_MS, onError }),
    ];
  }

  async #seal(): Promise<void> {
    const { store, now, onSealed } = this.#options;
    const anchor = await sealChains(store, now());
    if (anchor !== undefined) onSealed(anchor);
  }

  /** Makes one step. After the last, the next one starts over. */
  async step(): Promise<void> {
    this.#run ??= verification(this.#options);
    try {
      const { done, value } = await this.#run.next();
      if (done === true) {
        this.#run = undefined;
        this.#completedAt = this.#options.now();
        this.#nextCycleAt = performance.now() + PAUSE_BETWEEN_CYCLES_MS;
      } else this.#note(value);
    } catch (error) {
      // A generator that has thrown is over.
      this.#run = undefined;
      throw error;
    }
  }

  gauges(): readonly Gauge[] {
    const counter = (name: string, help: string, counts: ReadonlyMap<string, number>): Gauge => ({
      name,
      help,
      type: 'counter',
      values: [...counts].map(([check, value]) => ({ labels: { check }, value })),
    });
    return [
      counter('firsthand_verify_steps_total', 'Verification steps by what they check', this.#steps),
      counter(
        'firsthand_verify_problems_total',
        'Problems that verification found; the log names each',
        this.#problems,
      ),
      {
        name: 'firsthand_verify_completed_timestamp_seconds',
        help: 'When everything was last verified, in seconds since the epoch; 0 for never',
        values: [{ labels: {}, value: Math.floor(this.#completedAt / 1_000) }],
      },
    ];
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) await stop();
    await this.#run?.return(undefined);
  }

  async #stepWhenDue(): Promise<void> {
    if (this.#run !== undefined || performance.now() >= this.#nextCycleAt) await this.step();
  }

  #note({ check, problems }: Finding): void {
    this.#steps.set(check, (this.#steps.get(check) ?? 0) + 1);
    this.#problems.set(check, (this.#problems.get(check) ?? 0) + problems.length);
    for (const problem of problems) this.#options.onProblem(problem);
  }
}
