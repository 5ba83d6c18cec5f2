import type { HeldTasks, Instant, TaskRecord } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';
import { taskOf, unlessHeld } from '../sql/sql-task-queue.ts';

/** After this time, other processes may take over the claims of a process that has died. */
const LEASE_MS = 30_000;
/** How long a claim may be used: well below the lease, so that it does not expire before the transaction commits. */
const USABLE_MS = 10_000;
const CLAIM_BATCH_SIZE = 8;

/** The database server's clock, in milliseconds. */
export const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** SKIP LOCKED: processes that claim concurrently get different tasks, and none waits for another. */
const claimUnless = (
  condition: string,
) => `UPDATE tasks SET leased_until = ${NOW} + ${LEASE_MS} WHERE sequence IN (
  SELECT sequence FROM tasks
  WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ${NOW}) ${condition}
  ORDER BY due_at, sequence LIMIT ${CLAIM_BATCH_SIZE} FOR UPDATE SKIP LOCKED
) RETURNING *`;

const RELEASE = 'UPDATE tasks SET leased_until = NULL WHERE sequence = ?';

interface Claim {
  readonly task: TaskRecord;
  readonly usableUntil: number;
}

/**
 * The tasks that this process has leased. Claiming is separate from the transaction that performs a task, because
 * serialisable transactions that read the head of one queue would constantly conflict.
 */
export class TaskClaims {
  readonly #session: Session;
  #claims: Claim[] = [];
  #claiming: Promise<void> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Returns the next claimed task that is not held, or undefined when none is due. */
  async next(now: Instant, held: HeldTasks | undefined): Promise<TaskRecord | undefined> {
    const ready = this.#takeReady(now, held);
    if (ready !== undefined) return ready;
    this.#claiming ??= this.#claim(now, held).finally(() => {
      this.#claiming = undefined;
    });
    await this.#claiming;
    return this.#takeReady(now, held);
  }

  /** Returns the earliest due time among unused claims that are not held. */
  earliest(held: HeldTasks | undefined): Instant | undefined {
    this.#dropStale();
    return this.#claims.find(({ task }) => !isHeld(task, held))?.task.due_at;
  }

  /** Makes the tasks of a rolled-back transaction available again. */
  giveBack(tasks: readonly TaskRecord[]): void {
    const usableUntil = performance.now() + USABLE_MS;
    this.#add(tasks.map((task) => ({ task, usableUntil })));
  }

  /** Releases unused claims to other processes. */
  async release(): Promise<void> {
    for (const { task } of this.#claims.splice(0)) {
      await this.#session.run(RELEASE, [task.sequence]);
    }
  }

  async #claim(now: Instant, held: HeldTasks | undefined): Promise<void> {
    const usableUntil = performance.now() + USABLE_MS;
    const { condition, values } = unlessHeld(held);
    const rows = await this.#session.all(claimUnless(condition), [now, ...values]);
    this.#add(rows.map((row) => ({ task: taskOf(row), usableUntil })));
  }

  #takeReady(now: Instant, held: HeldTasks | undefined): TaskRecord | undefined {
    this.#dropStale();
    const place = this.#claims.findIndex(({ task }) => !isHeld(task, held));
    const first = this.#claims[place];
    if (first === undefined || first.task.due_at > now) return undefined;
    this.#claims.splice(place, 1);
    return first.task;
  }

  #dropStale(): void {
    const now = performance.now();
    this.#claims = this.#claims.filter(({ usableUntil }) => usableUntil > now);
  }

  #add(claims: readonly Claim[]): void {
    this.#claims.push(...claims);
    this.#claims.sort(({ task: a }, { task: b }) => a.due_at - b.due_at || a.sequence - b.sequence);
  }
}

function isHeld({ kind, due_at }: TaskRecord, held: HeldTasks | undefined): boolean {
  return held !== undefined && due_at > held.until && held.kinds.includes(kind);
}
