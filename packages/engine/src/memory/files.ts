import type { Files } from '../ports.ts';

/** File contents in a Map. */
export class MemoryFiles implements Files {
  readonly #contents = new Map<string, Uint8Array>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.#contents.set(key, bytes);
  }

  async open(key: string): Promise<Uint8Array | undefined> {
    return this.#contents.get(key);
  }

  async delete(key: string): Promise<void> {
    this.#contents.delete(key);
  }
}
