/**
 * The rows that one transaction has read or written, by id. A second read costs nothing, and an update writes the
 * fields that changed. Safe because a transaction runs as if alone, and records are values.
 */
export class RowCache<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row | undefined>();

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  set(row: Row): void {
    this.#rows.set(row.id, row);
  }

  /** Remembers that there is no such row. */
  setAbsent(id: string): void {
    this.#rows.set(id, undefined);
  }
}
