import { Random } from '../../support/random.ts';
import { problemsInBooks } from '../crash/books.ts';
import { lostJobs, lostResponses, retryPending } from '../crash/check-promises.ts';
import { actUntil } from '../crash/clients.ts';
import { untilDelivered } from '../crash/crash-proof.ts';
import type { PlayedSchedule, SystemName } from './fault-report.ts';
import { allFaults } from './kinds/all-faults.ts';
import type { Fault } from './kinds/fault.ts';
import { LeakCheck } from './leak-check.ts';
import { ask, probe } from './probes.ts';
import { formatSchedule, makeSchedule, type Schedule, type Step } from './schedule/schedule.ts';
import { shrink } from './schedule/shrink.ts';
import { TestSystem } from './system/test-system.ts';
import { WatchedCalls } from './watched-calls.ts';

export interface FaultPlayerOptions extends SystemName {
  /** Plays only faults of these names. Default: all that concern the database. */
  readonly only?: readonly string[] | undefined;
  /** Plays this schedule each time, instead of those of the seeds. */
  readonly schedule?: Schedule | undefined;
  /** Finds the smallest schedule that breaks the same invariant. Default false. */
  readonly shrinks?: boolean;
}

/** How soon a system must have recovered after the last fault has ended. */
const RECOVERY_MS = 5_000;
const EARLIER_JOBS = 10;
/** Errors of each server's log that go with a violation. */
const LAST_ERRORS = 3;
/** A system is replaced after this many schedules, before its tables make the checks slow. */
const SCHEDULES_PER_SYSTEM = 25;
/** A client rests this long between requests, so that a schedule leaves few promises to check. */
const CLIENT_PAUSE_MS = 25;

/**
 * Plays schedules of faults on a system under load, and checks the invariants during and after each. The system goes on
 * from schedule to schedule.
 */
export class FaultPlayer {
  readonly #options: FaultPlayerOptions;
  readonly #calls = new WatchedCalls((violation) => this.#violate(violation));
  readonly #leaks = new LeakCheck();
  /** Violations that were shrunk already. */
  readonly #known = new Set<string>();
  #injected: Record<string, number> = {};
  #requests = 0;
  /** What the current schedule has broken. */
  #broken = new Set<string>();
  /** What the servers said about it. */
  #evidence: string[] = [];
  #playedOnSystem = 0;
  #system: TestSystem | undefined;

  constructor(options: FaultPlayerOptions) {
    this.#options = options;
  }

  /** Plays the schedule of a seed, and shrinks it when it breaks an invariant for the first time. */
  async prove(seed: number): Promise<PlayedSchedule> {
    this.#injected = {};
    this.#calls.statuses.clear();
    const before = this.#requests;
    const { usable, skipped } = usableFaults(await this.#start(seed), this.#options);
    const names = usable.map(({ name }) => name);
    const schedule = this.#options.schedule ?? makeSchedule(seed, names);
    const broken = await this.#play(schedule);
    const evidence = this.#evidence;
    // Those of the candidates of a smaller schedule are not part of the proof.
    const injected = this.#injected;
    const statuses = Object.fromEntries(this.#calls.statuses);
    const requests = this.#requests - before;
    const replay = formatSchedule(await this.#smallest(schedule, broken));
    const { database, processes } = this.#options;
    const violations = [...broken].map((what) => ({ what, replay, evidence }));
    return { database, processes, seed, requests, statuses, injected, skipped, violations };
  }

  /** Waits until everything that the last system promised has happened. Returns what has not. */
  async settle(): Promise<readonly string[]> {
    if (this.#system === undefined) return [];
    this.#calls.fault = 'after all faults';
    const { missing } = await untilDelivered(this.#system.workload, this.#system.receiver);
    return missing;
  }

  close(): Promise<void> {
    return this.#discard();
  }

  async #smallest(schedule: Schedule, broken: ReadonlySet<string>): Promise<Schedule> {
    const fresh = [...broken].filter((violation) => !this.#known.has(violation));
    for (const violation of fresh) this.#known.add(violation);
    if (this.#options.shrinks !== true || fresh.length === 0) return schedule;
    return shrink(schedule, async (candidate) => {
      const again = await this.#play(candidate);
      return fresh.some((violation) => again.has(violation));
    });
  }

  /** Returns what the schedule breaks. A system that broke an invariant, or is old, is replaced. */
  async #play({ seed, steps }: Schedule): Promise<ReadonlySet<string>> {
    const broken = new Set<string>();
    this.#broken = broken;
    this.#evidence = [];
    const system = await this.#start(seed);
    const { history } = system.workload;
    const before = history.requests;
    const { usable } = usableFaults(system, this.#options);
    for (const step of steps) {
      const fault = usable.find(({ name }) => name === step.fault);
      // A request of the proof itself may fail, too; the system is replaced then.
      if (fault !== undefined) {
        await this.#playStep(system, fault, step).catch((error) =>
          this.#violate(`the step failed: ${error.message}`),
        );
      }
      if (broken.size > 0) break;
    }
    if (broken.size === 0) {
      this.#calls.fault = steps.map(({ fault }) => fault).join(', ');
      for (const leak of await this.#leaks.check(system.servers)) this.#violate(leak);
    }
    this.#requests += history.requests - before;
    this.#playedOnSystem += 1;
    if (broken.size > 0) this.#noteErrors(system);
    if (broken.size > 0 || this.#playedOnSystem >= SCHEDULES_PER_SYSTEM) await this.#discard();
    return broken;
  }

  async #playStep(system: TestSystem, fault: Fault, step: Step): Promise<void> {
    const { history } = system.workload;
    const known = { operations: history.operations.length, jobs: history.jobs.size };
    this.#injected[fault.name] = (this.#injected[fault.name] ?? 0) + 1;
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
      const probing = probe(system.servers, fault, (...violation) => this.#violate(...violation));
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
      for (;;) {
        const { status, body } = await ask(url, '/readyz');
        if (status === 200) break;
        if (performance.now() > deadline) {
          this.#violate('not ready 5 s after the end of the fault', body);
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
    await system?.close();
  }

  #noteErrors({ servers }: TestSystem): void {
    for (const { errors } of servers) this.#evidence.push(...errors.slice(-LAST_ERRORS));
  }

  #violate(violation: string, evidence?: string): void {
    if (evidence !== undefined) this.#evidence.push(evidence);
    this.#broken.add(`${this.#calls.fault}: ${violation.replaceAll(ID, '{id}')}`);
  }
}

function usableFaults(
  system: TestSystem,
  { database, only }: FaultPlayerOptions,
): { readonly usable: readonly Fault[]; readonly skipped: readonly string[] } {
  const chosen = allFaults
    .filter(({ databases }) => databases.includes(database))
    .filter(({ name }) => only?.includes(name) ?? true)
    .map((fault) => ({ fault, missing: fault.needs?.(system) }));
  return {
    usable: chosen.filter(({ missing }) => missing === undefined).map(({ fault }) => fault),
    skipped: chosen
      .filter(({ missing }) => missing !== undefined)
      .map(({ fault, missing }) => `${fault.name}: needs ${missing}`),
  };
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
