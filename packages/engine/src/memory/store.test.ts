import { describe, expect, it } from 'vitest';
import { keyRecord } from '../testing/records.ts';
import { describeStore } from '../testing/store-conformance.ts';
import { MemoryStore } from './store.ts';

describeStore('MemoryStore', () => new MemoryStore());

describe('MemoryStore snapshots', () => {
  it("restores a snapshot's rows and tasks, in their order", async () => {
    const store = new MemoryStore();
    const task = { kind: 'test', subject: 'a', data: {}, due_at: 1 };
    await store.transact(async ({ api_keys, tasks }) => {
      await api_keys.insert(keyRecord());
      await tasks.schedule({ ...task, id: 'first' });
      await tasks.schedule({ ...task, id: 'second' });
    });
    const snapshot = JSON.parse(JSON.stringify(store.snapshot()));
    await store.transact(async ({ api_keys, tasks }) => {
      await api_keys.delete('key_1');
      await tasks.take(1);
    });
    store.restore(snapshot);
    expect(store.snapshot()).toEqual(snapshot);
    const taken = await store.transact(({ tasks }) => tasks.take(1));
    expect(taken?.id).toBe('first');
  });

  it('refuses a snapshot of another version', () => {
    const store = new MemoryStore();
    const snapshot = { ...store.snapshot(), version: 2 } as never;
    expect(() => store.restore(snapshot)).toThrow('version 2');
  });

  it('keeps a snapshot unchanged by later writes', async () => {
    const store = new MemoryStore();
    const empty = store.snapshot();
    await store.transact(({ api_keys }) => api_keys.insert(keyRecord()));
    store.restore(empty);
    expect(await store.read(({ api_keys }) => api_keys.list({ limit: 1 }))).toEqual([]);
  });
});

describe('MemoryStore transactions', () => {
  it('reports the rows that a transaction wrote, in order', async () => {
    const store = new MemoryStore();
    const seen: unknown[] = [];
    const note = (changes: unknown) => seen.push(changes);
    await store.transact(({ api_keys }) => api_keys.insert(keyRecord()), note);
    await store.transact(async ({ api_keys, jobs }) => {
      await api_keys.update(keyRecord({ name: 'renamed' }));
      await api_keys.delete('key_1');
      await jobs.delete('job_nobody');
    }, note);
    expect(seen).toEqual([
      [{ table: 'api_keys', id: 'key_1', kind: 'created' }],
      [
        { table: 'api_keys', id: 'key_1', kind: 'updated' },
        { table: 'api_keys', id: 'key_1', kind: 'deleted' },
      ],
    ]);
  });

  it('reports no rows of a transaction that was rolled back', async () => {
    const store = new MemoryStore();
    const seen: unknown[] = [];
    const failing = store.transact(
      async ({ api_keys }) => {
        await api_keys.insert(keyRecord());
        throw new Error('no');
      },
      (changes) => seen.push(changes),
    );
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });
});

describe('MemoryStore rate windows', () => {
  it('deletes rate windows that have ended, so that passing clients cost no memory', async () => {
    const store = new MemoryStore();
    for (let client = 0; client < 5_000; client += 1) {
      await store.countRequest([{ key: `client:${client}`, resetAt: client + 1 }], client);
    }
    expect(store.windowCount).toBeLessThanOrEqual(1_000);
  });
});
