import type { UsageRecord } from '@firsthandapi/engine';
import { encodeField } from './column.ts';
import type { Database } from './database.ts';
import { type Columns, tableColumns } from './schema.ts';
import type { SqlValue } from './session.ts';

/** Records that may wait; beyond it they are written without waiting for the next second. */
const ENOUGH = 500;
/** Beyond this many the database cannot keep up, and requests have to wait for it. */
const TOO_MANY = 5_000;
/** Rows of one statement, largest first: few statements to prepare, and few to send. */
const ROWS = [100, 10, 1] as const;

const columns: Columns = tableColumns.usage_records;
const fields = Object.keys(columns);
const ROW = `(${fields.map(() => '?').join(', ')})`;
// A replayed response carries the first request's id, whose record there is already.
const inserts = new Map(
  ROWS.map((rows) => [
    rows,
    `INSERT INTO usage_records (${fields.map((field) => `"${field}"`).join(', ')})
      VALUES ${Array.from({ length: rows }, () => ROW).join(', ')} ON CONFLICT DO NOTHING`,
  ]),
);

/** Usage records on their way to the database: many share a transaction, and hardly a request waits for one. */
export class UsageBuffer {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  #records: UsageRecord[] = [];
  #flushing: Promise<void> | undefined;

  /** @param onError Told of failures that no request waits for. */
  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** Keeps a record. Resolves at once, unless so many wait that the database has to catch up first. */
  async add(record: UsageRecord): Promise<void> {
    this.#records.push(record);
    if (this.#records.length >= TOO_MANY) await this.flush();
    else if (this.#records.length >= ENOUGH && this.#flushing === undefined) {
      void this.flush().catch(this.#onError);
    }
  }

  /** Writes what was added before the call. */
  async flush(): Promise<void> {
    // Whoever asked for what is on its way hears of its failure.
    await this.#flushing?.catch(() => {});
    if (this.#flushing === undefined && this.#records.length > 0) {
      this.#flushing = this.#write(this.#records.splice(0)).finally(() => {
        this.#flushing = undefined;
      });
    }
    await this.#flushing;
  }

  #write(records: readonly UsageRecord[]): Promise<void> {
    return this.#database.transact(async (transaction) => {
      let written = 0;
      for (const rows of ROWS) {
        const insert = inserts.get(rows) as string;
        for (; records.length - written >= rows; written += rows) {
          await transaction.write(insert, records.slice(written, written + rows).flatMap(valuesOf));
        }
      }
    });
  }
}

function valuesOf(record: UsageRecord): SqlValue[] {
  const row = record as unknown as Readonly<Record<string, unknown>>;
  return fields.map((field) => encodeField(columns[field] ?? 'text', row[field]));
}
