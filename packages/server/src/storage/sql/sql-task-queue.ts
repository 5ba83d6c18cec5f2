import type { HeldTasks, Instant, TaskQueue, TaskRecord, Traces } from '@firsthandapi/engine';
import { decodeField, encodeField } from './column.ts';
import type { Transaction } from './database.ts';
import type { SqlRow, SqlValue } from './session.ts';

const SCHEDULE = `INSERT INTO tasks (id, due_at, kind, subject, data, traceparent)
  VALUES (?, ?, ?, ?, ?, ?)`;

/** The task queue as seen by one transaction. */
export class SqlTaskQueue implements TaskQueue {
  readonly #transaction: Transaction;
  readonly #traces: Pick<Traces, 'current'> | undefined;
  /** Due time of the earliest task scheduled in this transaction. */
  earliest: Instant | undefined;

  constructor(transaction: Transaction, traces?: Pick<Traces, 'current'>) {
    this.#transaction = transaction;
    this.#traces = traces;
  }

  async schedule({ id, due_at, kind, subject, data }: Omit<TaskRecord, 'sequence'>): Promise<void> {
    this.earliest = Math.min(this.earliest ?? due_at, due_at);
    const texts = [encodeField('text', kind), encodeField('text', subject)];
    await this.#transaction.write(SCHEDULE, [
      encodeField('text', id),
      due_at,
      ...texts,
      encodeField('json', data),
      encodeField('text', this.#traces?.current() ?? null),
    ]);
  }

  take(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    return this.#transaction.takeTask(now, held);
  }
}

/** Returns a condition that excludes held tasks, which begins with `AND`, and its values. Nothing is held mostly. */
export function unlessHeld(held: HeldTasks | undefined): {
  readonly condition: string;
  readonly values: readonly SqlValue[];
} {
  if (held === undefined) return { condition: '', values: [] };
  const kinds = held.kinds.map((kind) => encodeField('text', kind));
  const condition = `AND (due_at <= ? OR kind NOT IN (${kinds.map(() => '?').join(', ')}))`;
  return { condition, values: [held.until, ...kinds] };
}

/** Converts a row to its task. */
export function taskOf(row: SqlRow): TaskRecord {
  const text = (field: string) => String(decodeField('text', row[field] ?? null));
  return {
    id: text('id'),
    due_at: Number(row.due_at),
    sequence: Number(row.sequence),
    kind: text('kind'),
    subject: text('subject'),
    data: decodeField('json', row.data ?? null) as TaskRecord['data'],
    ...(row.traceparent == null ? {} : { traceparent: text('traceparent') }),
  };
}
