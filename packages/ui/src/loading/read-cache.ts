import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Something that was read before, and when. */
export interface CachedRead<T = unknown> {
  readonly value: T;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What was read last, so that lists can be read without a connection. */
export interface ReadCache {
  get<T>(key: string): Promise<CachedRead<T> | undefined>;
  put(key: string, read: CachedRead): Promise<void>;
  clear(): Promise<void>;
}

interface Schema extends DBSchema {
  readonly reads: { readonly key: string; readonly value: CachedRead };
}

/** Opens the cache in IndexedDB. */
export async function openReadCache(name: string): Promise<ReadCache> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade: (opened) => {
      opened.createObjectStore('reads');
    },
  });
  return {
    get: <T>(key: string) => database.get('reads', key) as Promise<CachedRead<T> | undefined>,
    put: async (key, read) => {
      await database.put('reads', read, key);
    },
    clear: () => database.clear('reads'),
  };
}
