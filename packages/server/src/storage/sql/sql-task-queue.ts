import type { HeldTasks, Instant, TaskQueue, TaskRecord, Traces } from '@firsthandapi/engine';
import { decodeField, encodeField } from './column.ts';
import type { Transaction } from './database.ts';
import type { SqlRow, SqlValue } from './session.ts';

/** The columns of a task that is scheduled, in the order of its values. */
export const TASK_COLUMNS = {
  id: 'text',
  due_at: 'integer',
  kind: 'text',
  subject: 'text',
  data: 'json',
  traceparent: 'text',
} as const;

export const SCHEDULE = `INSERT INTO tasks (${Object.keys(TASK_COLUMNS).join(', ')})
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
    const columns = {
      id: encodeField('text', id),
      due_at,
      kind: encodeField('text', kind),
      subject: encodeField('text', subject),
      data: encodeField('json', data),
      traceparent: encodeField('text', this.#traces?.current() ?? null),
    } satisfies Record<keyof typeof TASK_COLUMNS, SqlValue>;
    const { shared } = this.#transaction;
    if (shared !== undefined) return shared.schedule(columns);
    await this.#transaction.write(SCHEDULE, Object.values(columns));
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
