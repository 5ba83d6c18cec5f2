/** One row that a transaction wrote, by its table and id. */
export interface RowChange {
  readonly table: string;
  readonly id: string;
  readonly kind: 'created' | 'updated' | 'deleted';
}

/** The writes of the current transaction, and how to undo them. */
export class Journal {
  #undo: (() => void)[] | undefined;
  #changes: RowChange[] = [];

  begin(): void {
    this.#undo = [];
    this.#changes = [];
  }

  /** Records a write. Does nothing outside of a transaction, when there is nothing to undo. */
  record(undo: () => void, change?: RowChange): void {
    if (this.#undo === undefined) return;
    this.#undo.push(undo);
    if (change !== undefined) this.#changes.push(change);
  }

  /** Ends the transaction and returns the rows that it wrote, in order. */
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
