import type { Instant, TaskRecord } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';
import { taskOf } from '../sql/sql-task-queue.ts';

/** After this time, other processes may take over the claims of a process that has died. */
const LEASE_MS = 30_000;
/** How long a claim may be used: well below the lease, so that it does not expire before the transaction commits. */
const USABLE_MS = 10_000;
const CLAIM_BATCH_SIZE = 8;

const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** SKIP LOCKED: processes that claim concurrently get different tasks, and none waits for another. */
const CLAIM = `UPDATE tasks SET leased_until = ${NOW} + ${LEASE_MS} WHERE sequence IN (
  SELECT sequence FROM tasks
  WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ${NOW})
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

  /** Returns the next claimed task, or undefined when none is due. */
  async next(now: Instant): Promise<TaskRecord | undefined> {
    const ready = this.#takeReady(now);
    if (ready !== undefined) return ready;
    this.#claiming ??= this.#claim(now).finally(() => {
      this.#claiming = undefined;
    });
    await this.#claiming;
    return this.#takeReady(now);
  }

  /** Returns the earliest due time among unused claims. */
  earliest(): Instant | undefined {
    this.#dropStale();
    return this.#claims[0]?.task.due_at;
  }

  /** Makes the tasks of a rolled-back transaction available again. */
  giveBack(tasks: readonly TaskRecord[]): void {
    const usableUntil = Date.now() + USABLE_MS;
    this.#add(tasks.map((task) => ({ task, usableUntil })));
  }

  /** Releases unused claims to other processes. */
  async release(): Promise<void> {
    for (const { task } of this.#claims.splice(0)) {
      await this.#session.run(RELEASE, [task.sequence]);
    }
  }

  async #claim(now: Instant): Promise<void> {
    const usableUntil = Date.now() + USABLE_MS;
    const rows = await this.#session.all(CLAIM, [now]);
    this.#add(rows.map((row) => ({ task: taskOf(row), usableUntil })));
  }

  #takeReady(now: Instant): TaskRecord | undefined {
    this.#dropStale();
    const first = this.#claims[0];
    if (first === undefined || first.task.due_at > now) return undefined;
    this.#claims.shift();
    return first.task;
  }

  #dropStale(): void {
    const now = Date.now();
    this.#claims = this.#claims.filter(({ usableUntil }) => usableUntil > now);
  }

  #add(claims: readonly Claim[]): void {
    this.#claims.push(...claims);
    this.#claims.sort(({ task: a }, { task: b }) => a.due_at - b.due_at || a.sequence - b.sequence);
  }
}
