import type { TaskRecord } from '../store/records.ts';
import type { TaskQueue } from '../store/store.ts';
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

  async take(now: Instant): Promise<TaskRecord | undefined> {
    const first = this.#heap[0];
    if (first === undefined || first.due_at > now) return undefined;
    this.#withdrawFirst();
    this.#journal.record(() => this.#push(first));
    return first;
  }

  /** Returns the due time of the first task, or of the first task of a wanted kind. */
  nextDue(isWanted?: (kind: string) => boolean): Instant | undefined {
    const first = this.#heap[0];
    if (first === undefined || isWanted === undefined || isWanted(first.kind)) return first?.due_at;
    let earliest: TaskRecord | undefined;
    for (const task of this.#heap) {
      if (earliest !== undefined && !precedes(task, earliest)) continue;
      if (isWanted(task.kind)) earliest = task;
    }
    return earliest?.due_at;
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

  /** Only used by rollbacks, so a linear search is fast enough. */
  #withdraw(task: TaskRecord): void {
    const rest = this.#heap.filter((queued) => queued !== task);
    this.#heap = [];
    for (const queued of rest) this.#push(queued);
  }
}

function precedes(a: TaskRecord, b: TaskRecord): boolean {
  return a.due_at === b.due_at ? a.sequence < b.sequence : a.due_at < b.due_at;
}
