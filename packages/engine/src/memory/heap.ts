/** A binary heap: the first item by `precedes` is always available. */
export class Heap<T> {
  #items: T[] = [];
  readonly #precedes: (one: T, other: T) => boolean;

  constructor(precedes: (one: T, other: T) => boolean) {
    this.#precedes = precedes;
  }

  get first(): T | undefined {
    return this.#items[0];
  }

  /** All items, in no order but that the first comes first. */
  get items(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    const items = this.#items;
    let position = items.push(item) - 1;
    while (position > 0) {
      const parent = (position - 1) >>> 1;
      if (!this.#precedes(item, items[parent] as T)) break;
      items[position] = items[parent] as T;
      position = parent;
    }
    items[position] = item;
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) this.#siftDown(last);
    return first;
  }

  /** Replaces all items. */
  load(items: readonly T[]): void {
    // A sorted list is a valid heap.
    this.#items = [...items].sort((one, other) => (this.#precedes(one, other) ? -1 : 1));
  }

  /** Puts `item` at the root and sifts it down to its position. */
  #siftDown(item: T): void {
    const items = this.#items;
    let position = 0;
    for (;;) {
      let child = 2 * position + 1;
      const right = items[child + 1];
      if (right !== undefined && this.#precedes(right, items[child] as T)) child += 1;
      const candidate = items[child];
      if (candidate === undefined || this.#precedes(item, candidate)) break;
      items[position] = candidate;
      position = child;
    }
    items[position] = item;
  }
}
