import type { TableName } from '@firsthandapi/engine';
import { KnownRows } from './known-rows.ts';
import { RowChanges } from './row-changes.ts';
import type { SqlRow } from './stored-values.ts';

/**
 * What the pieces of one owner that share a transaction know, and what those that have ended have changed. Those of another
 * owner have no row in common with them.
 */
export class OwnerRows {
  readonly known = new KnownRows();
  /** Not sent yet. */
  readonly changes = new RowChanges();
  /** Reads a row. Reads of several pieces at the same time are merged. */
  readonly find: (table: TableName, id: string) => Promise<SqlRow | undefined>;
  #version = 0;

  constructor(find: (table: TableName, id: string) => Promise<SqlRow | undefined>) {
    this.find = find;
  }

  /** Differs after statements that changed rows which are not known to have changed. */
  get version(): number {
    return this.#version;
  }

  /** Called when rows change by a statement, or because it is undone. All changes must have been sent before. */
  forget(): void {
    this.known.clear();
    this.#version += 1;
  }
}
