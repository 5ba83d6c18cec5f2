import type { OutboxItem } from './outbox-item.ts';

/** Where items outlive the app. Metadata and bytes are stored apart, so that a list of items reads no file. */
export interface OutboxStore {
  /** Returns all items, without their bytes. */
  items(): Promise<readonly OutboxItem[]>;
  /** Stores an item with its bytes; both or neither. Throws when the storage is full. */
  add(item: OutboxItem, bytes: Blob): Promise<void>;
  /**
   * Replaces an item by what `change` makes of the stored one, in one transaction, so that two open tabs lose nothing of
   * each other's. Returns it as it is then, or undefined when it was removed.
   */
  update(id: string, change: (item: OutboxItem) => OutboxItem): Promise<OutboxItem | undefined>;
  /** Returns the bytes of an item, or undefined when they were deleted. */
  bytes(id: string): Promise<Blob | undefined>;
  /** Deletes the bytes and keeps the item. */
  deleteBytes(id: string): Promise<void>;
  /** Deletes an item with its bytes. */
  delete(id: string): Promise<void>;
}
