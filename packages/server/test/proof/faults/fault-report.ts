import type { DatabaseName } from './system/faulty-system.ts';

/** The servers and the database that schedules are played on. */
export interface SystemName {
  readonly database: DatabaseName;
  /** Server processes on the one database. */
  readonly processes: number;
}

/** A broken invariant, with the fault that broke it. */
export interface Violation {
  readonly what: string;
  /** The smallest schedule known to break it, as `--replay` takes it. */
  readonly replay: string;
  /** What `/readyz` said, and the last errors that the servers logged. */
  readonly evidence: readonly string[];
}

/** What one schedule did. */
export interface PlayedSchedule extends SystemName {
  readonly seed: number;
  readonly requests: number;
  /** How many responses had each status; `none` for requests without a response. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each fault was injected. */
  readonly injected: Readonly<Record<string, number>>;
  /** Faults that could not be injected on this machine, with the reason. */
  readonly skipped: readonly string[];
  readonly violations: readonly Violation[];
}

/** Adds up what schedules did. */
export class FaultReport {
  requests = 0;
  readonly schedules = new Map<string, number>();
  readonly statuses = new Map<string, number>();
  readonly injected = new Map<string, number>();
  readonly skipped = new Set<string>();
  readonly #violations = new Map<string, { count: number; readonly replay: string }>();

  add(played: PlayedSchedule): void {
    this.requests += played.requests;
    count(this.schedules, nameOf(played), 1);
    for (const [status, times] of Object.entries(played.statuses))
      count(this.statuses, status, times);
    for (const [fault, times] of Object.entries(played.injected))
      count(this.injected, fault, times);
    for (const reason of played.skipped) this.skipped.add(reason);
    for (const violation of played.violations) this.violate(played, violation);
  }

  violate(system: SystemName, { what, replay }: Pick<Violation, 'what' | 'replay'>): void {
    const name = `${nameOf(system)}: ${what}`;
    const known = this.#violations.get(name);
    if (known === undefined) this.#violations.set(name, { count: 1, replay });
    else known.count += 1;
  }

  get played(): number {
    return sum(this.schedules);
  }

  /** Each broken invariant with its fault, how often it broke, and the schedule that replays it. */
  get violations(): readonly string[] {
    return [...this.#violations]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([what, { count, replay }]) => `${what} (${count} times; --replay ${replay})`);
  }

  /** The outcome in one line, with how often each fault was injected. */
  get summary(): string {
    return [
      `${this.played} schedules (${list(this.schedules)})`,
      `${sum(this.injected)} faults (${list(this.injected)})`,
      `${this.requests} requests (${list(this.statuses)})`,
      `${this.#violations.size} violations`,
    ].join('; ');
  }
}

export function nameOf({ database, processes }: SystemName): string {
  return `${database}, ${processes} ${processes === 1 ? 'process' : 'processes'}`;
}

function count(counts: Map<string, number>, name: string, times: number): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, times) => total + times, 0);
}

function list(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, times]) => `${name} ${times}`).join(', ');
}
