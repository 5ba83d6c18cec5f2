/** Ids in ascending order. Adding a ULID that is newer than all others, the usual case, is a push. */
export class SortedIds {
  readonly #ids: string[];

  constructor(ids: readonly string[] = []) {
    this.#ids = [...ids].sort();
  }

  add(id: string): void {
    const last = this.#ids.at(-1);
    if (last === undefined || last < id) this.#ids.push(id);
    else this.#ids.splice(this.#position(id), 0, id);
  }

  delete(id: string): void {
    const position = this.#position(id);
    if (this.#ids[position] === id) this.#ids.splice(position, 1);
  }

  /** Ids greater than `after`, smallest first. */
  *ascending(after?: string): Generator<string> {
    let position = after === undefined ? 0 : this.#position(after);
    if (this.#ids[position] === after) position += 1;
    for (; position < this.#ids.length; position += 1) yield this.#ids[position] as string;
  }

  /** Ids smaller than `after`, greatest first. */
  *descending(after?: string): Generator<string> {
    let position = after === undefined ? this.#ids.length : this.#position(after);
    while (position > 0) {
      position -= 1;
      yield this.#ids[position] as string;
    }
  }

  /** Where `id` is, or would be. */
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
