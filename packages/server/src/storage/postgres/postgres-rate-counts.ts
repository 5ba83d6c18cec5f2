import type { Instant, RateWindow } from '@firsthandapi/engine';
import { BatchedCounts, type CountedWindow, type Counts } from '../requests/batched-counts.ts';
import type { Session } from '../sql/session.ts';

/**
 * A process reserves at most this part of what is left of a limit. So what several processes have reserved and do not use
 * refuses nobody who has much left, and limits below the divisor are counted one by one.
 */
const LEFT_PER_RESERVED = 128;

/** Counts of a window that are this process's to give to requests. */
interface Reserved {
  readonly resetAt: Instant;
  /** The next of them. */
  next: number;
  /** The last of them; the window has been counted up to here at least. */
  last: number;
  /** How many requests of this process the window has. */
  used: number;
}

/**
 * Counts requests for all processes on one database, with one statement at a time: they update the same few rows, each of
 * which is locked by one writer at a time. No two requests get the same count, so that all processes together admit no
 * more than a limit. A process that has many requests of a window reserves counts for the next ones, up to as many as it
 * has had: those do not wait for the database.
 */
export class PostgresRateCounts {
  readonly #session: Session;
  readonly #counts = new BatchedCounts({ write: (rows) => this.#write(rows), concurrency: 1 });
  readonly #reserved = new Map<string, Reserved>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Counts one request in each window and returns the counts, this request included. */
  async count(windows: readonly RateWindow[]): Promise<readonly number[]> {
    const taken = windows.map((window) => this.#take(window));
    const missing = windows.filter((_, index) => taken[index] === undefined);
    if (missing.length === 0) return taken as number[];
    const counted = (await this.#counts.count(missing)).values();
    return taken.map((count) => count ?? (counted.next().value as number));
  }

  /** Counts one request if this process has reserved a count of each window, and otherwise returns undefined. */
  takeReserved(windows: readonly RateWindow[]): readonly number[] | undefined {
    const hasAll = windows.every((window) => this.#hasReserved(window));
    return hasAll ? windows.map((window) => this.#take(window) as number) : undefined;
  }

  /** Forgets the windows that have ended. */
  prune(now: Instant): void {
    for (const [key, { resetAt }] of this.#reserved) {
      if (resetAt <= now) this.#reserved.delete(key);
    }
  }

  /** Returns a reserved count, or undefined when there is none. */
  #take(window: RateWindow): number | undefined {
    const reserved = this.#reservedOf(window);
    if (reserved === undefined || reserved.next > reserved.last) return undefined;
    const count = reserved.next;
    reserved.next += 1;
    reserved.used += 1;
    return count;
  }

  #hasReserved(window: RateWindow): boolean {
    const reserved = this.#reservedOf(window);
    return reserved !== undefined && reserved.next <= reserved.last;
  }

  #reservedOf({ key, resetAt }: RateWindow): Reserved | undefined {
    const reserved = this.#reserved.get(key);
    return reserved?.resetAt === resetAt ? reserved : undefined;
  }

  /** Returns the counts after the rows' requests, before what it reserves. */
  async #write(rows: readonly CountedWindow[]): Promise<Counts> {
    const statement = `INSERT INTO rate_windows AS existing (key, reset_at, count)
      VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}
      ON CONFLICT (key) DO UPDATE SET reset_at = excluded.reset_at, count = excluded.count
        + CASE WHEN existing.reset_at = excluded.reset_at THEN existing.count ELSE 0 END
      RETURNING key, count`;
    const sized = rows.map((row) => ({ row, room: this.#roomToReserve(row) }));
    const values = sized.flatMap(({ row, room }) => [row.key, row.resetAt, row.count + room]);
    const counted = await this.#session.all(statement, values);
    const lasts = new Map(counted.map(({ key, count }) => [String(key), Number(count)]));
    return new Map(
      sized.map(({ row, room }) => {
        const last = lasts.get(row.key) ?? 0;
        this.#reserve(row, last - room + 1, last);
        return [row.key, last - room];
      }),
    );
  }

  /** Nothing is reserved while something is: a window has one reservation at a time. */
  #roomToReserve(row: CountedWindow): number {
    const { limit } = row;
    const reserved = this.#reservedOf(row);
    if (reserved === undefined || limit === undefined || reserved.next <= reserved.last) return 0;
    const left = limit - reserved.last - row.count;
    return Math.max(0, Math.min(reserved.used, Math.floor(left / LEFT_PER_RESERVED)));
  }

  #reserve(row: CountedWindow, next: number, last: number): void {
    const { key, resetAt, count } = row;
    const reserved = this.#reservedOf(row);
    if (reserved === undefined) {
      this.#reserved.set(key, { resetAt, next, last, used: count });
      return;
    }
    reserved.used += count;
    if (reserved.next <= reserved.last) return;
    reserved.next = next;
    reserved.last = last;
  }
}
