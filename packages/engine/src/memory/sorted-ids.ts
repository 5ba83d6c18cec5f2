/**
 * Ids in ascending order. Adding a ULID that is newer than all others, the usual case, is a push. Ids added out of
 * order are sorted in on the next read, so that a table that is never listed is never sorted.
 */
export class SortedIds {
  #ids: string[];
  #unplaced: string[] = [];

  constructor(ids: readonly string[] = []) {
    this.#ids = [...ids].sort();
  }

  add(id: string): void {
    const last = this.#ids[this.#ids.length - 1];
    if (last === undefined || last < id) this.#ids.push(id);
    else this.#unplaced.push(id);
  }

  delete(id: string): void {
    const unplaced = this.#unplaced.lastIndexOf(id);
    if (unplaced !== -1) {
      this.#unplaced.splice(unplaced, 1);
      return;
    }
    const position = this.#position(id);
    if (this.#ids[position] === id) this.#ids.splice(position, 1);
  }

  /** Yields ids greater than `after`, smallest first. */
  *ascending(after?: string): Generator<string> {
    this.#place();
    let position = after === undefined ? 0 : this.#position(after);
    if (this.#ids[position] === after) position += 1;
    for (; position < this.#ids.length; position += 1) yield this.#ids[position] as string;
  }

  /** Yields ids smaller than `after`, greatest first. */
  *descending(after?: string): Generator<string> {
    this.#place();
    let position = after === undefined ? this.#ids.length : this.#position(after);
    while (position > 0) {
      position -= 1;
      yield this.#ids[position] as string;
    }
  }

  #place(): void {
    if (this.#unplaced.length === 0) return;
    this.#ids = [...this.#ids, ...this.#unplaced].sort();
    this.#unplaced = [];
  }

  /** Returns the position of `id`, or where it would be inserted. */
  #position(id: string): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as string) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
