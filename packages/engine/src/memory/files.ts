import type { ByteRange } from '../media/media-content.ts';
import type { Files } from '../ports.ts';

/** File contents in a Map. */
export class MemoryFiles implements Files {
  readonly #contents = new Map<string, Uint8Array>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.#contents.set(key, bytes);
  }

  async open(key: string, range?: ByteRange): Promise<Uint8Array | undefined> {
    const content = this.#contents.get(key);
    return range === undefined ? content : content?.subarray(range.first, range.last + 1);
  }

  async delete(key: string): Promise<void> {
    this.#contents.delete(key);
  }
}
