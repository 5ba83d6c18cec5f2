import { Random } from '../../support/random.ts';
import { problemsInBooks } from '../crash/books.ts';
import { forgottenAnswers, lostJobs, retryUnanswered } from '../crash/check-promises.ts';
import { actUntil } from '../crash/clients.ts';
import { untilDelivered } from '../crash/crash-proof.ts';
import type { DatabaseName, Fault } from './fault.ts';
import { hostFaults } from './host-faults.ts';
import { postgresFaults } from './postgres-faults.ts';
import { ask, probe } from './probes.ts';
import { drawSchedule, type Step } from './schedule.ts';
import { TestSystem } from './system.ts';
import { WatchedCalls } from './watched-calls.ts';

export interface FaultProofOptions {
  readonly database: DatabaseName;
  /** Server processes on the one database. */
  readonly processes: number;
  readonly schedules: number;
  /** Seed of the first schedule; each following one has the next number. */
  readonly seed: number;
  /** Plays only faults of these names. Default: all that concern the database. */
  readonly only?: readonly string[];
  readonly onSchedule?: (line: string) => void;
}

/** What was done, and which invariants broke under which fault. */
export interface FaultReport {
  readonly database: string;
  readonly processes: number;
  readonly schedules: number;
  readonly seed: number;
  readonly requests: number;
  /** How many responses had each status; `none` for requests without a response. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each fault was injected. */
  readonly injected: Readonly<Record<string, number>>;
  /** Faults that could not be injected on this machine, with the reason. */
  readonly skipped: readonly string[];
  /** Each broken invariant with its fault, how often it broke, and the seed of the first schedule that broke it. */
  readonly violations: readonly string[];
}

/** The time in which a system is well again after the last fault has ended. */
const RECOVERY_MS = 5_000;
const EARLIER_JOBS = 10;

/** Injects faults under load, schedule after schedule, and checks the invariants during and after each of them. */
export async function proveFaults(options: FaultProofOptions): Promise<FaultReport> {
  const { database, processes, schedules, seed } = options;
  const proof = new FaultProof(options);
  try {
    for (let count = 0; count < schedules; count += 1) {
      await proof.play(seed + count);
      options.onSchedule?.(
        `schedule ${count + 1}/${schedules}: ${proof.violations.length} kinds of violations`,
      );
    }
    await proof.settle();
  } finally {
    await proof.close();
  }
  const { requests, statuses, injected, skipped, violations } = proof;
  return {
    database,
    processes,
    schedules,
    seed,
    requests,
    statuses,
    injected,
    skipped,
    violations,
  };
}

class FaultProof {
  requests = 0;
  readonly injected: Record<string, number> = {};
  readonly #options: FaultProofOptions;
  readonly #calls = new WatchedCalls((violation) => this.#violate(violation));
  readonly #violations = new Map<string, { count: number; readonly seed: number }>();
  readonly #skipped = new Map<string, string>();
  #seed = 0;
  #system: TestSystem | undefined;

  constructor(options: FaultProofOptions) {
    this.#options = options;
  }

  get statuses(): Record<string, number> {
    return Object.fromEntries([...this.#calls.statuses].sort());
  }

  get skipped(): string[] {
    return [...this.#skipped].map(([name, reason]) => `${name}: needs ${reason}`);
  }

  get violations(): string[] {
    return [...this.#violations]
      .sort()
      .map(([violation, { count, seed }]) => `${violation} (${count} times, seed ${seed})`);
  }

  /** Plays the schedule of a seed. A system that broke an invariant, or whose clock has jumped, is replaced. */
  async play(seed: number): Promise<void> {
    this.#seed = seed;
    const faults = this.#faults(await this.#start(seed));
    const { steps } = drawSchedule(
      seed,
      faults.map(({ name }) => name),
    );
    const before = this.#total();
    for (const step of steps) {
      const fault = faults.find(({ name }) => name === step.fault);
      if (fault !== undefined) await this.#playStep(await this.#start(seed), fault, step);
      if (step.fault === CLOCK) await this.#discard();
    }
    if (this.#total() > before) await this.#discard();
  }

  /** Waits until everything that the last system promised has happened. */
  async settle(): Promise<void> {
    if (this.#system === undefined) return;
    this.#calls.fault = 'after all faults';
    const { missing } = await untilDelivered(this.#system.scene, this.#system.mailbox);
    for (const promise of missing) this.#violate(promise);
  }

  close(): Promise<void> {
    return this.#discard();
  }

  async #playStep(system: TestSystem, fault: Fault, step: Step): Promise<void> {
    const { notebook } = system.scene;
    const known = { sent: notebook.sent.length, jobs: notebook.jobs.size };
    this.injected[fault.name] = (this.injected[fault.name] ?? 0) + 1;
    this.#calls.fault = fault.name;
    this.#calls.refusesConnections = fault.refusesConnections === true;
    const stop = new AbortController();
    const clients = Array.from({ length: step.clients }, () =>
      actUntil(system.scene, stop.signal).catch((error) => this.#violate(String(error.message))),
    );
    await pause(200);
    const heal = await fault.inject(system, new Random(step.seed));
    try {
      const probing = probe(system.servers, fault, (violation) => this.#violate(violation));
      const [problems] = await Promise.all([fault.check?.(system) ?? [], pause(step.lastsMs)]);
      for (const problem of problems) this.#violate(problem);
      await probing.stop();
    } finally {
      await heal();
    }
    this.#calls.fault = `after ${fault.name}`;
    await this.#recover(system);
    stop.abort();
    await Promise.all(clients);
    this.#calls.refusesConnections = false;
    await this.#checkPromises(system, fault, known);
  }

  /** Restarts what has died, and waits until every server is ready and takes a write. */
  async #recover(system: TestSystem): Promise<void> {
    const dead = system.takeDead();
    for (const ending of dead) this.#violate(ending);
    await system.startMissing();
    const deadline = performance.now() + RECOVERY_MS;
    for (const { url } of system.servers) {
      while ((await ask(url, '/readyz')) !== 200) {
        if (performance.now() > deadline) {
          this.#violate('not ready 5 s after the end of the fault');
          break;
        }
        await pause(100);
      }
    }
  }

  /** Holds the system against what it has acknowledged. */
  async #checkPromises(
    system: TestSystem,
    fault: Fault,
    known: { readonly sent: number; readonly jobs: number },
  ): Promise<void> {
    const { scene, database } = system;
    const { notebook, random } = scene;
    try {
      await retryUnanswered(scene);
      const ids = [...notebook.jobs.keys()];
      const earlier = Array.from({ length: EARLIER_JOBS }, () => random.pick(ids)).filter(
        (id) => id !== undefined,
      );
      const losses = [
        // A clock that has jumped by more than a day forgets keys by right.
        ...(fault.name === CLOCK
          ? []
          : await forgottenAnswers(scene, notebook.sent.slice(known.sent))),
        ...(await lostJobs(scene, new Set([...ids.slice(known.jobs), ...earlier]))),
        ...(await problemsInBooks(database)),
      ];
      for (const loss of losses) this.#violate(loss);
    } catch (error) {
      this.#violate(`does not recover: ${(error as Error).message}`);
    }
    for (const ending of system.takeDead()) this.#violate(ending);
    await system.startMissing();
  }

  #faults(system: TestSystem): Fault[] {
    const { database, only } = this.#options;
    return [...hostFaults, ...postgresFaults]
      .filter(({ databases }) => databases.includes(database))
      .filter(({ name }) => only?.includes(name) ?? true)
      .filter(({ name, needs }) => {
        const missing = needs?.(system);
        if (missing !== undefined) this.#skipped.set(name, missing);
        return missing === undefined;
      });
  }

  async #start(seed: number): Promise<TestSystem> {
    const { database, processes } = this.#options;
    this.#calls.fault = 'start';
    this.#system ??= await TestSystem.start(database, processes, this.#calls, new Random(seed));
    return this.#system;
  }

  async #discard(): Promise<void> {
    const system = this.#system;
    this.#system = undefined;
    this.requests += system?.scene.notebook.requests ?? 0;
    await system?.close();
  }

  #violate(violation: string): void {
    const name = `${this.#calls.fault}: ${violation.replaceAll(ID, '{id}')}`;
    const former = this.#violations.get(name);
    if (former === undefined) this.#violations.set(name, { count: 1, seed: this.#seed });
    else former.count += 1;
  }

  #total(): number {
    return [...this.#violations.values()].reduce((sum, { count }) => sum + count, 0);
  }
}

const ID = /[a-z]+_[0-9A-HJKMNP-TV-Z]{26}/g;
const CLOCK = 'clock jumps';

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
