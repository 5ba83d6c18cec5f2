/**
 * Rows of one table by id, as somebody has read or written them, absent ones too. A second read costs nothing, and an
 * update in a transaction writes the fields that changed. Records are values, so nobody changes a row in place.
 */
export class RowCache<Row extends { readonly id: string } = { readonly id: string }> {
  readonly #rows = new Map<string, Row | undefined>();
  readonly #limit: number;

  /** @param limit Rows that are kept at most; with one more, all are forgotten. Default no limit. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  set(row: Row): void {
    this.#keep(row.id, row);
  }

  /** Remembers that there is no such row. */
  setAbsent(id: string): void {
    this.#keep(id, undefined);
  }

  clear(): void {
    this.#rows.clear();
  }

  #keep(id: string, row: Row | undefined): void {
    if (this.#rows.size >= this.#limit && !this.#rows.has(id)) this.#rows.clear();
    this.#rows.set(id, row);
  }
}
