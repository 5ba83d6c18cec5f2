import type { TaskRecord } from '../store/records.ts';
import type { HeldTasks, TaskQueue } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import { Heap } from './heap.ts';
import type { Journal } from './journal.ts';

/** Tasks by due time, then sequence. */
export class MemoryTaskQueue implements TaskQueue {
  readonly #heap = new Heap<TaskRecord>(precedes);
  #sequence = 0;
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  async schedule(task: Omit<TaskRecord, 'sequence'>): Promise<void> {
    this.#sequence += 1;
    const queued = { ...task, sequence: this.#sequence };
    this.#heap.push(queued);
    this.#journal.record(() => this.#withdraw(queued));
  }

  async take(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    const first = this.#first(isFree(held));
    if (first === undefined || first.due_at > now) return undefined;
    if (first === this.#heap.first) this.#heap.pop();
    else this.#withdraw(first);
    this.#journal.record(() => this.#heap.push(first));
    return first;
  }

  nextDue(held?: HeldTasks): Instant | undefined {
    return this.#first(isFree(held))?.due_at;
  }

  /** Returns the due time of the first task of a wanted kind. */
  nextDueOf(isWanted: (kind: string) => boolean): Instant | undefined {
    return this.#first(({ kind }) => isWanted(kind))?.due_at;
  }

  #first(isWanted: (task: TaskRecord) => boolean): TaskRecord | undefined {
    const { first, items } = this.#heap;
    if (first === undefined || isWanted(first)) return first;
    let earliest: TaskRecord | undefined;
    for (const task of items) {
      if (earliest !== undefined && !precedes(task, earliest)) continue;
      if (isWanted(task)) earliest = task;
    }
    return earliest;
  }

  dump(): TaskRecord[] {
    return [...this.#heap.items].sort((a, b) => (precedes(a, b) ? -1 : 1));
  }

  load(tasks: readonly TaskRecord[]): void {
    this.#heap.load(tasks);
    this.#sequence = tasks.reduce((highest, task) => Math.max(highest, task.sequence), 0);
  }

  /** Only used by rollbacks and while tasks are held, so a linear search is fast enough. */
  #withdraw(task: TaskRecord): void {
    this.#heap.load(this.#heap.items.filter((queued) => queued !== task));
  }
}

function isFree(held: HeldTasks | undefined): (task: TaskRecord) => boolean {
  return ({ kind, due_at }) =>
    held === undefined || due_at <= held.until || !held.kinds.includes(kind);
}

function precedes(a: TaskRecord, b: TaskRecord): boolean {
  return a.due_at === b.due_at ? a.sequence < b.sequence : a.due_at < b.due_at;
}
