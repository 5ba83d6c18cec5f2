import type { Immediate, Instant, UsageRecord } from '@firsthandapi/engine';
import { encodeField } from './column.ts';
import type { Database } from './database.ts';
import { readErasedAt } from './erased-organizations.ts';
import { type Columns, tableColumns } from './schema.ts';
import type { SqlValue } from './session.ts';

/** At this many records the buffer is flushed without waiting for the next second. */
const FLUSH_THRESHOLD = 500;
/** At this many records the database is too slow, and requests wait for the flush. */
const BACKPRESSURE_THRESHOLD = 5_000;
/** At most this many records wait for the end of an outage. Below the threshold at which requests wait for a flush. */
const MAX_KEPT_RECORDS = 4_000;
/** Rows per statement, largest first, so that few statements are prepared and few are sent. */
const STATEMENT_SIZES = [100, 10, 1] as const;

const columns: Columns = tableColumns.usage_records;
const fields = Object.keys(columns);
const ROW = `(${fields.map(() => '?').join(', ')})`;
// A replayed response carries the id of the first request, whose record already exists.
const inserts = new Map(
  STATEMENT_SIZES.map((rows) => [
    rows,
    `INSERT INTO usage_records (${fields.map((field) => `"${field}"`).join(', ')})
      VALUES ${Array.from({ length: rows }, () => ROW).join(', ')} ON CONFLICT DO NOTHING`,
  ]),
);

const NOTE_KEY_USE = `UPDATE api_keys SET last_used_at = ?
  WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)`;

/** Write buffer for usage records and uses of keys: many share a transaction, and requests rarely wait for one. */
export class UsageBuffer {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  #records: UsageRecord[] = [];
  /** When each key was last used, by its id. */
  #keyUses = new Map<string, Instant>();
  #flushing: Promise<void> | undefined;

  /** @param onError Called with failures that no request waits for. */
  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** True while a flush would write or wait. */
  get hasRecords(): boolean {
    return this.#records.length > 0 || this.#keyUses.size > 0 || this.#flushing !== undefined;
  }

  /** Buffers a record. Returns immediately, unless the database is too far behind. */
  add(record: UsageRecord): Immediate<void> {
    this.#records.push(record);
    if (this.#records.length >= BACKPRESSURE_THRESHOLD) return this.flush();
    if (this.#records.length >= FLUSH_THRESHOLD && this.#flushing === undefined) {
      void this.flush().catch(this.#onError);
    }
  }

  /** Buffers the latest use of a key. Resolves immediately, unless the database is too far behind. */
  async addKeyUse(keyId: string, usedAt: Instant): Promise<void> {
    this.#keyUses.set(keyId, usedAt);
    if (this.#keyUses.size >= BACKPRESSURE_THRESHOLD) await this.flush();
  }

  /** Writes the records that were added before the call. What cannot be written now stays in the buffer. */
  async flush(): Promise<void> {
    // A failure of the running flush is reported to the caller that started it.
    await this.#flushing?.catch(() => {});
    if (this.#flushing === undefined && this.hasRecords) {
      const records = this.#records.splice(0);
      const keyUses = this.#keyUses;
      this.#keyUses = new Map();
      this.#flushing = this.#write(records, keyUses)
        .catch((error: unknown) => {
          this.#keep(records, keyUses);
          throw error;
        })
        .finally(() => {
          this.#flushing = undefined;
        });
    }
    await this.#flushing;
  }

  /** Puts records back for the next flush. In a long outage, the oldest are dropped, so that memory stays bounded. */
  #keep(records: readonly UsageRecord[], keyUses: ReadonlyMap<string, Instant>): void {
    this.#records = [...records, ...this.#records].slice(-MAX_KEPT_RECORDS);
    this.#keyUses = new Map([...keyUses, ...this.#keyUses].slice(-MAX_KEPT_RECORDS));
  }

  #write(buffered: readonly UsageRecord[], keyUses: ReadonlyMap<string, Instant>): Promise<void> {
    return this.#database.transact(async (transaction) => {
      const erasedAt = await readErasedAt(transaction, buffered);
      // An erasure that completed in the meantime included these requests.
      const records = buffered.filter((record) => record.created_at > erasedAt(record));
      let written = 0;
      for (const rows of STATEMENT_SIZES) {
        const insert = inserts.get(rows) as string;
        for (; records.length - written >= rows; written += rows) {
          await transaction.write(insert, records.slice(written, written + rows).flatMap(valuesOf));
        }
      }
      for (const [id, usedAt] of keyUses) {
        await transaction.write(NOTE_KEY_USE, [usedAt, encodeField('text', id), usedAt]);
      }
    });
  }
}

function valuesOf(record: UsageRecord): SqlValue[] {
  const row = record as unknown as Readonly<Record<string, unknown>>;
  return fields.map((field) => encodeField(columns[field] ?? 'text', row[field]));
}
