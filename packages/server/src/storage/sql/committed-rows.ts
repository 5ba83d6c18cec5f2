import { ClearingCache, type KeyHolder, type TableName } from '@firsthandapi/engine';
import type { AnyRow } from './table-statements.ts';

/** Limits per table, sized for what is read repeatedly. */
const MAX_ROWS = 1_000;
const MAX_PAGES = 50;
const MAX_CALLERS = 1_000;

/** Rows and pages of one table, cached since the last commit. */
interface CachedTable {
  /** By id; undefined for a row that does not exist. */
  readonly rows: Map<string, AnyRow | undefined>;
  /** By query. */
  readonly pages: Map<string, readonly AnyRow[]>;
}

/** Notes the callers that one read finds, unless a commit comes in the meantime. */
export interface KnownCallers {
  note(holder: KeyHolder): void;
}

/**
 * Cache of the committed rows that reads have seen. Any commit, of this process or another, clears all of it, so that
 * writes need not be tracked. The version is checked once per turn of the event loop and after this process's own
 * commits, which call `noteCommit`.
 */
export class CommittedRows {
  readonly #readVersion: () => unknown;
  readonly #tables = new Map<TableName, CachedTable>();
  /** By the id of the secret. */
  readonly #callers = new ClearingCache<string, KeyHolder>(MAX_CALLERS);
  #version: unknown;
  #isFresh = false;
  readonly #expire = () => {
    this.#isFresh = false;
  };

  /**
   * @param readVersion Returns a different value after every commit to the database, including those of other
   * processes.
   */
  constructor(readVersion: () => unknown) {
    this.#readVersion = readVersion;
  }

  /** Clears the cache if anything was committed. Called when a read begins. */
  refresh(): void {
    if (this.#isFresh) return;
    this.#isFresh = true;
    setImmediate(this.#expire);
    const version = this.#readVersion();
    if (version === this.#version) return;
    this.#version = version;
    this.#callers.clear();
    // Dropped, not emptied: a read of several steps that began before the commit goes on filling the old ones.
    this.#tables.clear();
  }

  /** Called after each commit of this process. */
  noteCommit(): void {
    this.#isFresh = false;
  }

  /** Returns a caller that a read has found since the last commit, or undefined. Needs `refresh`. */
  caller(secretId: string): KeyHolder | undefined {
    return this.#callers.get(secretId);
  }

  /** Returns what notes the callers of a read that begins now. */
  callers(): KnownCallers {
    const version = this.#version;
    return {
      note: (holder) => {
        // A read of several steps may have begun before the commit that cleared the cache.
        if (this.#version === version) this.#callers.set(holder.secret.id, holder);
      },
    };
  }

  /** Returns the cache of a table for a read that begins now. */
  tableCache(name: TableName): CachedTable {
    const cached = this.#tables.get(name);
    if (cached !== undefined) return cached;
    const created: CachedTable = {
      rows: new ClearingCache(MAX_ROWS),
      pages: new ClearingCache(MAX_PAGES),
    };
    this.#tables.set(name, created);
    return created;
  }
}
