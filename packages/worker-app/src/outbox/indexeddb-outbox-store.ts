import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxItem } from './outbox-item.ts';
import type { OutboxStore } from './outbox-store.ts';

interface Schema extends DBSchema {
  readonly items: { readonly key: string; readonly value: OutboxItem };
  readonly bytes: { readonly key: string; readonly value: StoredBytes };
}

/** Parts instead of one blob: Safari has lost blobs from IndexedDB, never array buffers. */
interface StoredBytes {
  readonly mimeType: string;
  readonly parts: readonly ArrayBuffer[];
}

const VERSION = 1;
const PART_BYTES = 1_048_576;
/** The browser confirms a write only when it is on the disk: a killed browser loses nothing that was confirmed. */
const STRICT = { durability: 'strict' } as const;

/** Items in IndexedDB. */
export class IndexedDbOutboxStore implements OutboxStore {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /** Opens the database of a worker, and creates it the first time. */
  static async open(name: string): Promise<IndexedDbOutboxStore> {
    const database = await openDB<Schema>(name, VERSION, {
      upgrade(opened, from) {
        if (from < 1) {
          opened.createObjectStore('items', { keyPath: 'id' });
          opened.createObjectStore('bytes');
        }
      },
      blocking(_current, _blocked, event) {
        // A newer tab wants to upgrade.
        (event.target as IDBDatabase).close();
      },
    });
    return new IndexedDbOutboxStore(database);
  }

  items(): Promise<readonly OutboxItem[]> {
    return this.#database.getAll('items');
  }

  async add(item: OutboxItem, bytes: Blob): Promise<void> {
    const parts: ArrayBuffer[] = [];
    for (let at = 0; at < bytes.size; at += PART_BYTES) {
      parts.push(await bytes.slice(at, at + PART_BYTES).arrayBuffer());
    }
    const transaction = this.#database.transaction(['items', 'bytes'], 'readwrite', STRICT);
    await Promise.all([
      transaction.objectStore('items').put(item),
      transaction.objectStore('bytes').put({ mimeType: item.mimeType, parts }, item.id),
      transaction.done,
    ]);
  }

  async update(
    id: string,
    change: (item: OutboxItem) => OutboxItem,
  ): Promise<OutboxItem | undefined> {
    const transaction = this.#database.transaction('items', 'readwrite', STRICT);
    const stored = await transaction.store.get(id);
    const item = stored && change(stored);
    if (item !== undefined && item !== stored) await transaction.store.put(item);
    await transaction.done;
    return item;
  }

  async bytes(id: string): Promise<Blob | undefined> {
    const stored = await this.#database.get('bytes', id);
    return stored && new Blob([...stored.parts], { type: stored.mimeType });
  }

  deleteBytes(id: string): Promise<void> {
    return this.#database.delete('bytes', id);
  }

  async delete(id: string): Promise<void> {
    const transaction = this.#database.transaction(['items', 'bytes'], 'readwrite', STRICT);
    await Promise.all([
      transaction.objectStore('items').delete(id),
      transaction.objectStore('bytes').delete(id),
      transaction.done,
    ]);
  }

  close(): void {
    this.#database.close();
  }
}
