import type { TaskRecord } from '../store/records.ts';
import type { HeldTasks, TaskQueue } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { Journal } from './journal.ts';

/** A binary heap of tasks by due time, then sequence. */
export class MemoryTaskQueue implements TaskQueue {
  #heap: TaskRecord[] = [];
  #sequence = 0;
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  async schedule(task: Omit<TaskRecord, 'sequence'>): Promise<void> {
    this.#sequence += 1;
    const queued = { ...task, sequence: this.#sequence };
    this.#push(queued);
    this.#journal.record(() => this.#withdraw(queued));
  }

  async take(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    const first = this.#first(isFree(held));
    if (first === undefined || first.due_at > now) return undefined;
    if (first === this.#heap[0]) this.#withdrawFirst();
    else this.#withdraw(first);
    this.#journal.record(() => this.#push(first));
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
    const first = this.#heap[0];
    if (first === undefined || isWanted(first)) return first;
    let earliest: TaskRecord | undefined;
    for (const task of this.#heap) {
      if (earliest !== undefined && !precedes(task, earliest)) continue;
      if (isWanted(task)) earliest = task;
    }
    return earliest;
  }

  dump(): TaskRecord[] {
    return [...this.#heap].sort((a, b) => (precedes(a, b) ? -1 : 1));
  }

  load(tasks: readonly TaskRecord[]): void {
    // A list sorted by precedence is a valid heap.
    this.#heap = [...tasks];
    this.#sequence = tasks.reduce((highest, task) => Math.max(highest, task.sequence), 0);
  }

  #push(task: TaskRecord): void {
    const heap = this.#heap;
    let position = heap.push(task) - 1;
    while (position > 0) {
      const parent = (position - 1) >>> 1;
      if (!precedes(task, heap[parent] as TaskRecord)) break;
      heap[position] = heap[parent] as TaskRecord;
      position = parent;
    }
    heap[position] = task;
  }

  #withdrawFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#siftDown(last);
  }

  /** Puts `task` at the root and sifts it down to its position. */
  #siftDown(task: TaskRecord): void {
    const heap = this.#heap;
    let position = 0;
    for (;;) {
      let child = 2 * position + 1;
      const right = heap[child + 1];
      if (right !== undefined && precedes(right, heap[child] as TaskRecord)) child += 1;
      const candidate = heap[child];
      if (candidate === undefined || precedes(task, candidate)) break;
      heap[position] = candidate;
      position = child;
    }
    heap[position] = task;
  }

  /** Only used by rollbacks and while tasks are held, so a linear search is fast enough. */
  #withdraw(task: TaskRecord): void {
    const rest = this.#heap.filter((queued) => queued !== task);
    this.#heap = [];
    for (const queued of rest) this.#push(queued);
  }
}

function isFree(held: HeldTasks | undefined): (task: TaskRecord) => boolean {
  return ({ kind, due_at }) =>
    held === undefined || due_at <= held.until || !held.kinds.includes(kind);
}

function precedes(a: TaskRecord, b: TaskRecord): boolean {
  return a.due_at === b.due_at ? a.sequence < b.sequence : a.due_at < b.due_at;
}
