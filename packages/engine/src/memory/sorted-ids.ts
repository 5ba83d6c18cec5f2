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

  /** Yields all ids, smallest first. */
  ascending(): Iterable<string> {
    this.#place();
    return this.#ids;
  }

  /**
   * Passes ids to `visit` until it returns false: the `oldest` first those greater than `after`, the `newest` first those
   * smaller. The ids must not change meanwhile.
   */
  visit(
    order: 'oldest' | 'newest',
    after: string | undefined,
    visit: (id: string) => boolean,
  ): void {
    this.#place();
    const ids = this.#ids;
    if (order === 'oldest') {
      let position = after === undefined ? 0 : this.#position(after);
      if (ids[position] === after) position += 1;
      while (position < ids.length && visit(ids[position] as string)) position += 1;
      return;
    }
    let position = (after === undefined ? ids.length : this.#position(after)) - 1;
    while (position >= 0 && visit(ids[position] as string)) position -= 1;
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
