import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { changeItem } from './change-item.ts';
import { IndexedDbOutboxStore } from './indexeddb-outbox-store.ts';
import { capturedItem } from './testing/outbox-items.ts';

const stores: IndexedDbOutboxStore[] = [];
let databases = 0;

async function open(name = `outbox-${++databases}`) {
  const store = await IndexedDbOutboxStore.open(name);
  stores.push(store);
  return { store, name };
}

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

describe('IndexedDbOutboxStore', () => {
  it('returns the bytes of a file that is larger than one part, also when it is opened again', async () => {
    const { store, name } = await open();
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);
    await store.add(capturedItem({ size: bytes.length }), new Blob([bytes]));
    const { store: again } = await open(name);
    const read = await again.bytes('item-1');
    expect(read?.type).toBe('image/jpeg');
    expect(new Uint8Array((await read?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
    expect(await again.items()).toEqual([capturedItem({ size: bytes.length })]);
  });

  it('applies changes of two tabs to the same item, so that neither is lost', async () => {
    const { store, name } = await open();
    const { store: other } = await open(name);
    await store.add(capturedItem(), new Blob(['x']));
    await Promise.all([
      store.update('item-1', (item) => changeItem(item, { kind: 'submitted' })),
      other.update('item-1', (item) => changeItem(item, { kind: 'started' })),
    ]);
    const [item] = await store.items();
    expect(item).toMatchObject({ isSubmitted: true, state: { kind: 'uploading' } });
  });

  it('does not bring back an item that was removed', async () => {
    const { store } = await open();
    await store.add(capturedItem(), new Blob(['x']));
    await store.delete('item-1');
    expect(await store.update('item-1', (item) => item)).toBeUndefined();
    expect(await store.items()).toEqual([]);
    expect(await store.bytes('item-1')).toBeUndefined();
  });

  it('keeps the item when its bytes are deleted', async () => {
    const { store } = await open();
    await store.add(capturedItem(), new Blob(['x']));
    await store.deleteBytes('item-1');
    expect(await store.bytes('item-1')).toBeUndefined();
    expect(await store.items()).toHaveLength(1);
  });
});
