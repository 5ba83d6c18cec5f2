import type { UsageRecord } from '@firsthandapi/engine';
import { encodeField } from './column.ts';
import type { Database } from './database.ts';
import { type Columns, tableColumns } from './schema.ts';

/** Records that may wait; beyond it they are written without waiting for the next second. */
const ENOUGH = 500;

const columns: Columns = tableColumns.usage_records;
const fields = Object.keys(columns);
// A replayed response carries the first request's id, whose record there is already.
const INSERT = `INSERT INTO usage_records (${fields.map((field) => `"${field}"`).join(', ')})
  VALUES (${fields.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`;

/** Usage records on their way to the database: many share a transaction, and no request waits for one. */
export class UsageBuffer {
  readonly #database: Database;
  #records: UsageRecord[] = [];
  #flushing: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  get size(): number {
    return this.#records.length;
  }

  /** Whether there are enough to be written now. */
  add(record: UsageRecord): boolean {
    this.#records.push(record);
    return this.#records.length >= ENOUGH && this.#flushing === undefined;
  }

  /** Writes what was added before the call. */
  async flush(): Promise<void> {
    await this.#flushing;
    if (this.#records.length === 0) return;
    this.#flushing = this.#write(this.#records.splice(0)).finally(() => {
      this.#flushing = undefined;
    });
    await this.#flushing;
  }

  #write(records: readonly UsageRecord[]): Promise<void> {
    return this.#database.transact(async (transaction) => {
      for (const record of records) {
        const row = record as unknown as Readonly<Record<string, unknown>>;
        const values = fields.map((field) => encodeField(columns[field] ?? 'text', row[field]));
        await transaction.write(INSERT, values);
      }
    });
  }
}
