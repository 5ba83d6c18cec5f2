import { ClearingCache, type TableName } from '@firsthandapi/engine';
import type { AnyRow } from './sql-table.ts';

/** Rows and pages of one table that are worth their memory: those that are asked for again and again. */
const MOST_ROWS = 1_000;
const MOST_PAGES = 50;

/** What is known of one table. */
interface Known {
  /** By id; undefined for a row that there is not. */
  readonly seen: Map<string, AnyRow | undefined>;
  /** By what was asked for. */
  readonly pages: Map<string, readonly AnyRow[]>;
}

/**
 * What reads have seen of the last commit. The next commit, whoever makes it, ends all of it: that needs no account of
 * who wrote what. Whether there was one is asked once for all reads of a turn of the event loop, since nothing else of
 * this process runs meanwhile but its own commits, which say so.
 */
export class CommittedRows {
  readonly #readVersion: () => unknown;
  readonly #tables = new Map<TableName, Known>();
  #version: unknown;
  #isAsked = false;
  readonly #endTurn = () => {
    this.#isAsked = false;
  };

  /** @param readVersion Gives another value after every commit to the database, another process's included. */
  constructor(readVersion: () => unknown) {
    this.#readVersion = readVersion;
  }

  /** Forgets what is out of date. Called as a read begins. */
  refresh(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    setImmediate(this.#endTurn);
    const version = this.#readVersion();
    if (version === this.#version) return;
    this.#version = version;
    for (const { seen, pages } of this.#tables.values()) {
      seen.clear();
      pages.clear();
    }
  }

  /** Called after each commit of this process. */
  noteCommit(): void {
    this.#isAsked = false;
  }

  of(name: TableName): Known {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const made: Known = {
      seen: new ClearingCache(MOST_ROWS),
      pages: new ClearingCache(MOST_PAGES),
    };
    this.#tables.set(name, made);
    return made;
  }
}
