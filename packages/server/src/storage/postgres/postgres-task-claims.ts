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

/**
 * SKIP LOCKED: processes that claim concurrently get different tasks, and none waits for another.
 * ANY (ARRAY (…)), because the subquery of an IN may run again for every row of a semi join. Each run would skip what the
 * statement has already updated, so that it claims more tasks than its limit, and later ones before earlier ones.
 */
const claimUnless = (
  condition: string,
) => `UPDATE tasks SET leased_until = ${NOW} + ${LEASE_MS} WHERE sequence = ANY (ARRAY (
  SELECT sequence FROM tasks
  WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ${NOW}) ${condition}
  ORDER BY due_at, sequence LIMIT ${CLAIM_BATCH_SIZE} FOR UPDATE SKIP LOCKED
)) RETURNING *`;

const RELEASE = 'UPDATE tasks SET leased_until = NULL WHERE sequence = ?';

interface Claim {
  readonly task: TaskRecord;
  /** Its place among this process's claims. */
  readonly order: number;
  readonly usableUntil: number;
}

/**
 * The tasks that this process has leased. Claiming is separate from the transaction that performs a task, because
 * serialisable transactions that read the head of one queue would constantly conflict. It comes before that transaction:
 * a snapshot does not show later claims, and a transaction that deletes such a task fails, with all that share it.
 */
export class TaskClaims {
  readonly #session: Session;
  #claims: Claim[] = [];
  #claiming: Promise<void> | undefined;
  #order = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What a transaction that begins now sees of the claims. */
  get mark(): number {
    return this.#order;
  }

  /** Returns the next task that was claimed before `mark` and is not held, or undefined when none is due. */
  next(now: Instant, held: HeldTasks | undefined, mark: number): TaskRecord | undefined {
    this.#dropStale();
    const place = this.#claims.findIndex(({ task, order }) => order <= mark && !isHeld(task, held));
    const first = this.#claims[place];
    if (first === undefined || first.task.due_at > now) return undefined;
    this.#claims.splice(place, 1);
    return first.task;
  }

  /** Claims tasks that are due, unless some are claimed and not yet taken. */
  async prepare(now: Instant, held: HeldTasks | undefined): Promise<void> {
    const earliest = this.earliest(held);
    if (earliest !== undefined && earliest <= now) return;
    this.#claiming ??= this.#claim(now, held).finally(() => {
      this.#claiming = undefined;
    });
    await this.#claiming;
  }

  /** Returns the earliest due time among unused claims that are not held. */
  earliest(held: HeldTasks | undefined): Instant | undefined {
    this.#dropStale();
    return this.#claims.find(({ task }) => !isHeld(task, held))?.task.due_at;
  }

  /** Makes the tasks of a rolled-back transaction available again. */
  giveBack(tasks: readonly TaskRecord[]): void {
    this.#add(tasks, performance.now() + USABLE_MS);
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
    this.#add(rows.map(taskOf), usableUntil);
  }

  #dropStale(): void {
    const now = performance.now();
    this.#claims = this.#claims.filter(({ usableUntil }) => usableUntil > now);
  }

  #add(tasks: readonly TaskRecord[], usableUntil: number): void {
    this.#order += 1;
    const order = this.#order;
    this.#claims.push(...tasks.map((task) => ({ task, order, usableUntil })));
    this.#claims.sort(({ task: a }, { task: b }) => a.due_at - b.due_at || a.sequence - b.sequence);
  }
}

function isHeld({ kind, due_at }: TaskRecord, held: HeldTasks | undefined): boolean {
  return held !== undefined && due_at > held.until && held.kinds.includes(kind);
}
