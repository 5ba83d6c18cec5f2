import { type ReadonlySignal, signal } from '@preact/signals';
import { changeItem, type ItemChange } from './change-item.ts';
import { isDelivered, type OutboxItem } from './outbox-item.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The files of this phone: what is shown is what is stored. */
export class Outbox {
  readonly #store: OutboxStore;
  readonly #announce: () => void;
  readonly #items = signal<readonly OutboxItem[]>([]);

  /** @param announce tells other tabs, after each stored change, to `load` again. */
  constructor(store: OutboxStore, announce: () => void = () => {}) {
    this.#store = store;
    this.#announce = announce;
  }

  /** All items, the oldest first. */
  get items(): ReadonlySignal<readonly OutboxItem[]> {
    return this.#items;
  }

  /** Reads the stored items, at the start and when another tab has changed them. */
  async load(): Promise<void> {
    const stored = await this.#store.items();
    this.#items.value = [...stored].sort((a, b) => a.capturedAt - b.capturedAt);
  }

  /** Prepares what was under way when the app was closed to be done again. For the one tab that sends. */
  async recover(): Promise<void> {
    await this.load();
    for (const item of this.#items.value) {
      await this.change(item.id, { kind: 'interrupted' });
      // A kill between the last two writes leaves bytes that nobody needs any more.
      if (isDelivered(item)) await this.#store.deleteBytes(item.id);
    }
  }

  /** Stores a captured file. Resolves when it is safe on this phone; throws when the storage is full. */
  async add(item: OutboxItem, bytes: Blob): Promise<void> {
    await this.#store.add(item, bytes);
    this.#items.value = [...this.#items.value, item];
    this.#announce();
  }

  find(id: string): OutboxItem | undefined {
    return this.#items.value.find((item) => item.id === id);
  }

  bytes(id: string): Promise<Blob | undefined> {
    return this.#store.bytes(id);
  }

  /** Changes an item and stores it. Returns it as it is then, or undefined when it was removed. */
  async change(id: string, change: ItemChange): Promise<OutboxItem | undefined> {
    const before = this.find(id);
    if (before === undefined) return undefined;
    if (change.kind === 'progressed') {
      // Not stored: the server is asked for its offset before an upload continues.
      return this.#show(changeItem(before, change));
    }
    const item = await this.#store.update(id, (stored) =>
      changeItem({ ...stored, sent: this.find(id)?.sent ?? stored.sent }, change),
    );
    if (item === undefined) {
      this.#hide(id);
      return undefined;
    }
    if (isDelivered(item) && !isDelivered(before)) await this.#store.deleteBytes(id);
    this.#show(item);
    this.#announce();
    return item;
  }

  /** Removes an item with its bytes. */
  async remove(id: string): Promise<void> {
    await this.#store.delete(id);
    this.#hide(id);
    this.#announce();
  }

  #show(item: OutboxItem): OutboxItem {
    this.#items.value = this.#items.value.map((other) => (other.id === item.id ? item : other));
    return item;
  }

  #hide(id: string): void {
    this.#items.value = this.#items.value.filter((item) => item.id !== id);
  }
}
