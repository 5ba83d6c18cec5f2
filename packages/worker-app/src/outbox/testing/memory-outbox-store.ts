import type { OutboxItem } from '../outbox-item.ts';
import type { OutboxStore } from '../outbox-store.ts';

/** Items in memory, as a disk that outlives the app. */
export class MemoryOutboxStore implements OutboxStore {
  readonly #items = new Map<string, OutboxItem>();
  readonly #bytes = new Map<string, Blob>();

  async items(): Promise<readonly OutboxItem[]> {
    return [...this.#items.values()];
  }

  async add(item: OutboxItem, bytes: Blob): Promise<void> {
    this.#items.set(item.id, item);
    this.#bytes.set(item.id, bytes);
  }

  async update(
    id: string,
    change: (item: OutboxItem) => OutboxItem,
  ): Promise<OutboxItem | undefined> {
    const stored = this.#items.get(id);
    if (stored === undefined) return undefined;
    const item = change(stored);
    this.#items.set(id, item);
    return item;
  }

  async bytes(id: string): Promise<Blob | undefined> {
    return this.#bytes.get(id);
  }

  async deleteBytes(id: string): Promise<void> {
    this.#bytes.delete(id);
  }

  async delete(id: string): Promise<void> {
    this.#items.delete(id);
    this.#bytes.delete(id);
  }

  /** Ids of the files whose bytes are still stored. */
  get filesKept(): readonly string[] {
    return [...this.#bytes.keys()];
  }
}
