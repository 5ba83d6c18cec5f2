import type { RateWindow } from '@firsthandapi/engine';
import { BatchedCounts, type CountedWindow, type Counts } from '../requests/batched-counts.ts';
import type { Session } from '../sql/session.ts';

/**
 * Counts requests for all processes on one database, with one statement at a time: they update the same few rows, each of
 * which is locked by one writer at a time.
 */
export class PostgresRateCounts {
  readonly #session: Session;
  readonly #counts = new BatchedCounts({ write: (rows) => this.#write(rows), concurrency: 1 });

  constructor(session: Session) {
    this.#session = session;
  }

  /** Counts one request in each window and returns the counts, this request included. */
  count(windows: readonly RateWindow[]): Promise<readonly number[]> {
    return this.#counts.count(windows);
  }

  async #write(rows: readonly CountedWindow[]): Promise<Counts> {
    const statement = `INSERT INTO rate_windows AS existing (key, reset_at, count)
      VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}
      ON CONFLICT (key) DO UPDATE SET reset_at = excluded.reset_at, count = excluded.count
        + CASE WHEN existing.reset_at = excluded.reset_at THEN existing.count ELSE 0 END
      RETURNING key, count`;
    const values = rows.flatMap(({ key, resetAt, count }) => [key, resetAt, count]);
    const counted = await this.#session.all(statement, values);
    return new Map(counted.map(({ key, count }) => [String(key), Number(count)]));
  }
}
