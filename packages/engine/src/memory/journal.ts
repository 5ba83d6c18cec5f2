/** One row that a transaction wrote, by its table and id. */
export interface RowChange {
  readonly table: string;
  readonly id: string;
  readonly kind: 'created' | 'updated' | 'deleted';
}

/** What the running transaction wrote, and how to take it back. */
export class Journal {
  #undo: (() => void)[] | undefined;
  #changes: RowChange[] = [];

  begin(): void {
    this.#undo = [];
    this.#changes = [];
  }

  /** Notes a write. Outside a transaction there is nothing to take back, and nothing is kept. */
  record(undo: () => void, change?: RowChange): void {
    if (this.#undo === undefined) return;
    this.#undo.push(undo);
    if (change !== undefined) this.#changes.push(change);
  }

  /** Ends the transaction, and says which rows it wrote, in order. */
  commit(): readonly RowChange[] {
    this.#undo = undefined;
    return this.#changes;
  }

  rollback(): void {
    const undo = this.#undo ?? [];
    this.#undo = undefined;
    for (let step = undo.length - 1; step >= 0; step -= 1) undo[step]?.();
  }
}
