/**
 * A map that remembers at most so many keys, for what can always be worked out anew: one more, and all are forgotten.
 */
export class ClearingCache<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override set(key: Key, value: Value): this {
    if (this.size >= this.#limit && !this.has(key)) this.clear();
    return super.set(key, value);
  }
}
