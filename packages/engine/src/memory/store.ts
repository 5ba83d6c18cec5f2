import { eventsOf } from '../store/event-feed.ts';
import type { DeliveryRecord, EventRecord, TaskRecord, UsageRecord } from '../store/records.ts';
import type {
  ChangeListener,
  HeldTasks,
  QueueName,
  RateWindow,
  RememberedCaller,
  Store,
  Table,
  Tables,
} from '../store/store.ts';
import { type RowOf, type TableName, tableIndexes, tableNames } from '../store/tables.ts';
import type { Instant } from '../time/instant.ts';
import { type CallerTables, MemoryCallers } from './callers.ts';
import { type FeedState, MemoryEventFeed } from './event-feed.ts';
import { Journal, type RowChange } from './journal.ts';
import { MemoryOutbox } from './outbox.ts';
import { keysWithKinds } from './snapshots/keys-with-kinds.ts';
import { assignmentsWithLeases, jobsWithLeases } from './snapshots/with-leases.ts';
import { workersWithOwners } from './snapshots/workers-with-owners.ts';
import { MemorySummaries } from './summaries.ts';
import { MemoryTable, type TableListeners } from './table.ts';
import { MemoryTaskQueue } from './task-queue.ts';

/** All state as plain JSON. `version` changes with its format. */
export interface StoreSnapshot {
  readonly version: 1;
  readonly tables: { readonly [Name in TableName]: readonly RowOf<Name>[] };
  readonly tasks: ReturnType<MemoryTaskQueue['dump']>;
  /** Absent from snapshots of earlier versions. */
  readonly feed?: FeedState;
}

/** Something that the service does later: a task, or the next attempt of a webhook delivery. */
export type Scheduled = Pick<TaskRecord, 'kind' | 'subject' | 'data' | 'due_at'>;

const FEWEST_CROWDED = 1_000;

function noReaderWaitedFor(): void {}

/** The Store in memory: one transaction at a time, undone from a journal when it throws. */
export class MemoryStore implements Store {
  readonly #journal = new Journal();
  readonly #tasks = new MemoryTaskQueue(this.#journal);
  readonly #outbox: MemoryOutbox;
  readonly #feed: MemoryEventFeed;
  readonly #callers: MemoryCallers;
  readonly #tables: Tables;
  readonly #windows = new Map<string, { resetAt: Instant; count: number }>();
  /** The number of windows from which ended ones are searched and deleted. */
  #crowded = FEWEST_CROWDED;
  readonly #listeners = new Map<string, Set<ChangeListener>>();
  readonly #changed = new Set<string>();
  /** Whether a transaction is running. */
  #isBusy = false;
  /** Called in order when it has ended. */
  #waiting: (() => void)[] = [];
  #readers = 0;
  #commits = 0;
  #lastReaderLeft = noReaderWaitedFor;

  constructor() {
    const tables: Partial<Record<TableName, unknown>> = {};
    for (const name of tableNames) tables[name] = this.#createTable(name);
    const summaries = new MemorySummaries(() => this.#tables);
    this.#callers = new MemoryCallers(tables as unknown as CallerTables);
    this.#outbox = new MemoryOutbox(tables as ConstructorParameters<typeof MemoryOutbox>[0]);
    this.#feed = new MemoryEventFeed(tables.events as MemoryTable<EventRecord>);
    const queues = { tasks: this.#tasks, outbox: this.#outbox, feed: this.#feed };
    this.#tables = { ...tables, ...queues, summaries, callers: this.#callers } as unknown as Tables;
  }

  async read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    while (this.#isBusy) await this.#transactionEnded();
    this.#readers += 1;
    try {
      return await work(this.#tables);
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#lastReaderLeft();
    }
  }

  /** Like `Store.transact`, one after the other; calls `onCommit` with the rows written, in order. */
  async transact<T>(
    work: (tables: Tables) => Promise<T>,
    _owner?: string,
    onCommit?: (changes: readonly RowChange[]) => void,
  ): Promise<T> {
    while (this.#isBusy) await this.#transactionEnded();
    this.#isBusy = true;
    // Current readers must not see a part of the writes that follow.
    if (this.#readers > 0) await this.#readersDone();
    this.#journal.begin();
    try {
      const result = await work(this.#tables);
      const changes = this.#journal.commit();
      this.#commits += 1;
      onCommit?.(changes);
      return result;
    } catch (error) {
      this.#journal.rollback();
      this.#changed.clear();
      throw error;
    } finally {
      this.#isBusy = false;
      this.#wakeWaiting();
      this.#notifyListeners();
    }
  }

  countRequest(windows: readonly RateWindow[], now: Instant): readonly number[] {
    if (this.#windows.size >= this.#crowded) this.#forgetWindows(now);
    return windows.map(({ key, resetAt }) => {
      const window = this.#windows.get(key);
      if (window !== undefined && window.resetAt === resetAt) {
        window.count += 1;
        return window.count;
      }
      this.#windows.set(key, { resetAt, count: 1 });
      return 1;
    });
  }

  recordUsage(record: UsageRecord): void {
    this.#table('usage_records').append(record);
  }

  /** Returns the caller as committed: nothing is remembered that could be out of date. */
  remembered(secretId: string): RememberedCaller | undefined {
    // A transaction that is running may be changing it.
    if (this.#isBusy) return undefined;
    const holder = this.#callers.peek(secretId);
    return holder && { holder, isConfirmed: true };
  }

  /** Memory keeps nothing of a deleted row. */
  async scrub(): Promise<void> {}

  async nextDue(held?: HeldTasks, queue?: QueueName): Promise<Instant | undefined> {
    const task = queue === 'deliveries' ? undefined : this.#tasks.nextDue(held);
    const delivery = queue === 'tasks' ? undefined : this.#outbox.nextDue();
    return earlier(task, delivery);
  }

  /** Returns the due time of the earliest delivery, or task of a wanted kind. */
  async nextDueOf(isWanted: (kind: string) => boolean): Promise<Instant | undefined> {
    return earlier(this.#tasks.nextDueOf(isWanted), this.#outbox.nextDue());
  }

  watch(subject: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(subject) ?? new Set();
    this.#listeners.set(subject, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(subject);
    };
  }

  /** Number of transactions that have committed. */
  get commits(): number {
    return this.#commits;
  }

  /** Returns the number of rows of a table. */
  countRows(name: TableName): number {
    return this.#table(name).size;
  }

  /** Returns tasks and pending deliveries in the order in which they are due. */
  scheduled(): readonly Scheduled[] {
    const deliveries = this.#outbox.pending().map(
      ({ id, dueAt }): Scheduled => ({
        kind: 'webhook.deliver',
        subject: id,
        data: {},
        due_at: dueAt,
      }),
    );
    // The sort is stable: at the same instant, deliveries come before tasks, as the engine performs them.
    return [...deliveries, ...this.#tasks.dump()].sort((one, other) => one.due_at - other.due_at);
  }

  /** Number of rate windows in memory. */
  get windowCount(): number {
    return this.#windows.size;
  }

  /**
   * Returns the current state. Rows are values and are not copied: copy them before passing them to code that may
   * change them.
   */
  snapshot(): StoreSnapshot {
    const tables: Partial<Record<TableName, unknown>> = {};
    for (const name of tableNames) tables[name] = this.#table(name).dump();
    const feed = this.#feed.state();
    return { version: 1, tables, tasks: this.#tasks.dump(), feed } as StoreSnapshot;
  }

  /** Restores a snapshot, without copying its rows. */
  restore(snapshot: StoreSnapshot): void {
    if (snapshot.version !== 1) {
      throw new Error(
        `Cannot restore a snapshot of version ${snapshot.version}: only version 1 is supported`,
      );
    }
    this.#outbox.clear();
    // A snapshot of an earlier version lacks later tables.
    for (const name of tableNames) this.#table(name).load((snapshot.tables[name] ?? []) as never);
    this.#feed.restore(snapshot.tables.events ?? [], snapshot.feed);
    this.#changed.clear();
    const { api_keys, jobs, assignments } = snapshot.tables;
    this.#table('api_keys').load(keysWithKinds(api_keys ?? []));
    this.#table('workers').load(workersWithOwners(snapshot.tables));
    this.#table('jobs').load(jobsWithLeases(jobs ?? []));
    this.#table('assignments').load(assignmentsWithLeases(assignments ?? []));
    // Snapshots once had a task for each delivery, whose row says all that is needed.
    this.#tasks.load(snapshot.tasks.filter(({ kind }) => kind !== 'webhook.deliver'));
    this.#windows.clear();
  }

  #createTable(name: TableName): Table<never> {
    return new MemoryTable<never>(
      name,
      tableIndexes[name] as never,
      this.#journal,
      this.#tableListeners(name),
    );
  }

  #tableListeners(name: TableName): TableListeners<never> | undefined {
    switch (name) {
      case 'jobs':
        return { onWrite: (id) => this.#noteChange(id) };
      case 'deliveries':
        return { onPut: (delivery: DeliveryRecord) => this.#outbox.note(delivery) };
      case 'events':
        return { onInsert: (event: EventRecord) => this.#noteEvent(event) };
      default:
        return undefined;
    }
  }

  #noteEvent(event: EventRecord): void {
    this.#feed.note(event);
    if (this.#listeners.size > 0) this.#noteChange(eventsOf(event));
  }

  #noteChange(subject: string): void {
    this.#changed.add(subject);
  }

  #table(name: TableName): MemoryTable<{ id: string }> {
    return this.#tables[name] as unknown as MemoryTable<{ id: string }>;
  }

  #transactionEnded(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** The first to continue may begin the next transaction, and then the others wait again. */
  #wakeWaiting(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #readersDone(): Promise<void> {
    return new Promise((resolve) => {
      const leave = () => {
        this.#lastReaderLeft = noReaderWaitedFor;
        resolve();
      };
      this.#lastReaderLeft = leave;
    });
  }

  #forgetWindows(now: Instant): void {
    for (const [key, { resetAt }] of this.#windows) if (resetAt <= now) this.#windows.delete(key);
    this.#crowded = Math.max(FEWEST_CROWDED, 2 * this.#windows.size);
  }

  #notifyListeners(): void {
    if (this.#changed.size === 0) return;
    if (this.#listeners.size === 0) {
      this.#changed.clear();
      return;
    }
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const subject of changed) {
      for (const listener of this.#listeners.get(subject) ?? []) listener();
    }
  }
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
