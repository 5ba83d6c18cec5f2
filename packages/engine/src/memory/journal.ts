/** How to take back the writes of the running transaction. */
export class Journal {
  #undo: (() => void)[] | undefined;

  begin(): void {
    this.#undo = [];
  }

  /** Outside a transaction there is nothing to take back, and nothing is kept. */
  record(undo: () => void): void {
    this.#undo?.push(undo);
  }

  commit(): void {
    this.#undo = undefined;
  }

  rollback(): void {
    const undo = this.#undo ?? [];
    this.#undo = undefined;
    for (let step = undo.length - 1; step >= 0; step -= 1) undo[step]?.();
  }
}
