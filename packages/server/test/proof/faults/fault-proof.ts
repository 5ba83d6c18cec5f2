import { Random } from '../../support/random.ts';
import { problemsInBooks } from '../crash/books.ts';
import { lostJobs, lostResponses, retryPending } from '../crash/check-promises.ts';
import { actUntil } from '../crash/clients.ts';
import { untilDelivered } from '../crash/crash-proof.ts';
import type { DatabaseName, Fault } from './fault.ts';
import { hostFaults } from './host-faults.ts';
import { networkFaults } from './network-faults.ts';
import { postgresFaults } from './postgres-faults.ts';
import { ask, probe } from './probes.ts';
import { processFaults } from './process-faults.ts';
import { formatSchedule, makeSchedule, type Schedule, type Step } from './schedule.ts';
import { shrink } from './shrink.ts';
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
  /** Plays this schedule each time, instead of those of the seeds. */
  readonly schedule?: Schedule | undefined;
  /** Starts no further schedule after this many milliseconds. Default: never. */
  readonly limitMs?: number;
  /** Finds the smallest schedule that breaks the same invariant. Default false. */
  readonly shrinks?: boolean;
  /** Waits at the end until every event has been delivered and every job is done. Default true. */
  readonly settles?: boolean;
  readonly onSchedule?: (line: string) => void;
}

/** What the proof did, and which invariants broke under which fault. */
export interface FaultReport {
  readonly database: string;
  readonly processes: number;
  /** How many were played. */
  readonly schedules: number;
  readonly seed: number;
  readonly requests: number;
  /** How many responses had each status; `none` for requests without a response. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each fault was injected. */
  readonly injected: Readonly<Record<string, number>>;
  /** Faults that could not be injected on this machine, with the reason. */
  readonly skipped: readonly string[];
  /** Each broken invariant with its fault, how often it broke, and the schedule that replays it. */
  readonly violations: readonly string[];
}

/** How soon a system must have recovered after the last fault has ended. */
const RECOVERY_MS = 5_000;
const EARLIER_JOBS = 10;
/** A system is replaced after this many schedules, before its tables make the checks slow. */
const SCHEDULES_PER_SYSTEM = 25;
/** A client rests this long between requests, so that a schedule leaves few promises to check. */
const CLIENT_PAUSE_MS = 10;

/** Injects faults under load, schedule after schedule, and checks the invariants during and after each of them. */
export async function proveFaults(options: FaultProofOptions): Promise<FaultReport> {
  const { database, processes, schedules, seed, limitMs = Number.POSITIVE_INFINITY } = options;
  const proof = new FaultProof(options);
  const start = performance.now();
  let played = 0;
  try {
    while (played < schedules && performance.now() - start < limitMs) {
      await proof.prove(seed + played);
      played += 1;
      const seconds = ((performance.now() - start) / 1_000 / played).toFixed(1);
      options.onSchedule?.(
        `schedule ${played}/${schedules}: ${proof.violations.length} kinds of violations, ${seconds} s each`,
      );
    }
    if (options.settles !== false) await proof.settle();
  } finally {
    await proof.close();
  }
  const { requests, statuses, injected, skipped, violations } = proof;
  return {
    database,
    processes,
    schedules: played,
    seed,
    requests,
    statuses,
    injected,
    skipped,
    violations,
  };
}

interface Violation {
  count: number;
  readonly replay: Schedule;
}

class FaultProof {
  requests = 0;
  readonly injected: Record<string, number> = {};
  readonly #options: FaultProofOptions;
  readonly #calls = new WatchedCalls((violation) => this.#violate(violation));
  readonly #violations = new Map<string, Violation>();
  readonly #skipped = new Map<string, string>();
  /** What the current schedule has broken. */
  #broken = new Set<string>();
  #playedOnSystem = 0;
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
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([violation, { count, replay }]) =>
          `${violation} (${count} times; --replay ${formatSchedule(replay)})`,
      );
  }

  /** Plays the schedule of a seed, and shrinks it when it breaks an invariant for the first time. */
  async prove(seed: number): Promise<void> {
    const names = this.#faults(await this.#start(seed)).map(({ name }) => name);
    const schedule = this.#options.schedule ?? makeSchedule(seed, names);
    const broken = await this.#play(schedule);
    const fresh = [...broken].filter((violation) => !this.#violations.has(violation));
    for (const violation of fresh) this.#options.onSchedule?.(`seed ${seed}: ${violation}`);
    const isWorthIt = this.#options.shrinks === true && fresh.length > 0;
    const fails = async (candidate: Schedule) => {
      const again = await this.#play(candidate);
      return fresh.some((violation) => again.has(violation));
    };
    const replay = isWorthIt ? await shrink(schedule, fails) : schedule;
    for (const violation of broken) {
      const known = this.#violations.get(violation);
      if (known === undefined) this.#violations.set(violation, { count: 1, replay });
      else known.count += 1;
    }
  }

  /** Waits until everything that the last system promised has happened. */
  async settle(): Promise<void> {
    if (this.#system === undefined) return;
    this.#calls.fault = 'after all faults';
    const { missing } = await untilDelivered(this.#system.workload, this.#system.receiver);
    const replay = { seed: this.#options.seed, steps: [] };
    for (const promise of missing) this.#violations.set(promise, { count: 1, replay });
  }

  close(): Promise<void> {
    return this.#discard();
  }

  /** Returns what the schedule breaks. A system that broke an invariant, or is old, is replaced. */
  async #play({ seed, steps }: Schedule): Promise<ReadonlySet<string>> {
    const broken = new Set<string>();
    this.#broken = broken;
    for (const step of steps) {
      const system = await this.#start(seed);
      const fault = this.#faults(system).find(({ name }) => name === step.fault);
      // A request of the proof itself may fail, too; the system is replaced then.
      if (fault !== undefined) {
        await this.#playStep(system, fault, step).catch((error) =>
          this.#violate(`the step failed: ${error.message}`),
        );
      }
      if (broken.size > 0) break;
    }
    this.#playedOnSystem += 1;
    if (broken.size > 0 || this.#playedOnSystem >= SCHEDULES_PER_SYSTEM) await this.#discard();
    return broken;
  }

  async #playStep(system: TestSystem, fault: Fault, step: Step): Promise<void> {
    const { history } = system.workload;
    const known = { operations: history.operations.length, jobs: history.jobs.size };
    this.injected[fault.name] = (this.injected[fault.name] ?? 0) + 1;
    this.#calls.fault = fault.name;
    this.#calls.refusesConnections = fault.refusesConnections === true;
    const stop = new AbortController();
    const workload = { ...system.workload, keys: system.workload.keys, pauseMs: CLIENT_PAUSE_MS };
    const clients = Array.from({ length: step.clients }, () =>
      actUntil(workload, stop.signal).catch((error) => this.#violate(String(error.message))),
    );
    await pause(50);
    const heal = await fault.inject(system, new Random(step.seed)).catch((error) => {
      stop.abort();
      throw error;
    });
    try {
      const probing = probe(system.servers, fault, (violation) => this.#violate(violation));
      const [problems] = await Promise.all([fault.check?.(system) ?? [], pause(step.lastsMs)]);
      for (const problem of problems) this.#violate(problem);
      await probing.stop();
    } finally {
      await heal();
    }
    this.#calls.fault = `after ${fault.name}`;
    await this.#recover(system, fault);
    stop.abort();
    await Promise.all(clients);
    this.#calls.refusesConnections = false;
    await this.#checkPromises(system, known);
  }

  /** Restarts what has died, and waits until every server is ready and takes a write. */
  async #recover(system: TestSystem, { endsServers }: Fault): Promise<void> {
    if (endsServers) system.dropDead();
    for (const ending of system.takeDead()) this.#violate(ending);
    await system.startMissing();
    const deadline = performance.now() + RECOVERY_MS;
    for (const { url } of system.servers) {
      while ((await ask(url, '/readyz')) !== 200) {
        if (performance.now() > deadline) {
          this.#violate('not ready 5 s after the end of the fault');
          break;
        }
        await pause(50);
      }
    }
  }

  /** Compares the system with what it has acknowledged. */
  async #checkPromises(
    system: TestSystem,
    known: { readonly operations: number; readonly jobs: number },
  ): Promise<void> {
    const { workload, database } = system;
    const { history, random } = workload;
    try {
      await retryPending(workload);
      const ids = [...history.jobs.keys()];
      const earlier = Array.from({ length: EARLIER_JOBS }, () => random.pick(ids)).filter(
        (id) => id !== undefined,
      );
      const losses = [
        ...(await lostResponses(workload, history.operations.slice(known.operations))),
        ...(await lostJobs(workload, new Set([...ids.slice(known.jobs), ...earlier]))),
        ...(await problemsInBooks(database)),
        ...(await expiredCredits(database)),
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
    return [...hostFaults, ...processFaults, ...postgresFaults, ...networkFaults]
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
    this.#playedOnSystem = 0;
    this.requests += system?.workload.history.requests ?? 0;
    await system?.close();
  }

  #violate(violation: string): void {
    this.#broken.add(`${this.#calls.fault}: ${violation.replaceAll(ID, '{id}')}`);
  }
}

/** No credits are a year old, so a clock that ran ahead must have expired them. */
async function expiredCredits({ execute }: TestSystem['database']): Promise<string[]> {
  const expired = await execute("SELECT id FROM credit_lots WHERE status = 'expired'");
  return expired.length === 0 ? [] : ['credits have expired'];
}

const ID = /[a-z]+_[0-9A-HJKMNP-TV-Z]{26}/g;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
