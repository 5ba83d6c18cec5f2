/** The bytes of a request, cut into parts. */
export class PartSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();
  #isOver = false;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#chunks = content[Symbol.asyncIterator]();
  }

  /**
   * Yields the next bytes, `length` at most, and fewer when the request ends. A connection that breaks is an end as well:
   * what has arrived before it is not lost.
   */
  async *take(length: number): AsyncGenerator<Uint8Array> {
    let wanted = length;
    while (wanted > 0 && (await this.#fill())) {
      const bytes = this.#rest.subarray(0, wanted);
      this.#rest = this.#rest.subarray(bytes.length);
      wanted -= bytes.length;
      yield bytes;
    }
  }

  /** Returns whether there are more bytes. */
  hasMore(): Promise<boolean> {
    return this.#fill();
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      if (this.#isOver) return false;
      const next = await this.#chunks.next().catch(() => undefined);
      if (next === undefined || next.done === true) this.#isOver = true;
      else this.#rest = next.value;
    }
    return true;
  }
}
