import { type Loading, useLoaded } from '@firsthandapi/ui';
import { useServices } from './services.ts';

/** A page of a list, as the API has all of them. */
export interface ListPage<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** A list that grows by a page at a time. */
export interface LoadedList<T> {
  readonly loading: Loading<ListPage<T>>;
  readonly loadMore: () => Promise<void>;
}

/**
 * Loads a list of the environment that is chosen.
 *
 * @param key names the list with its filters; another key loads anew.
 * @param read reads the page at a cursor.
 */
export function useList<T>(
  key: string,
  read: (cursor: string | undefined, signal?: AbortSignal) => Promise<ListPage<T>>,
): LoadedList<T> {
  const { environment } = useServices();
  const loading = useLoaded(`${environment.value} ${key}`, (signal) => read(undefined, signal));
  return {
    loading,
    async loadMore() {
      const { loaded, set } = loading;
      if (loaded.kind !== 'loaded' || loaded.value.next_cursor === null) return;
      const next = await read(loaded.value.next_cursor);
      set({ ...next, data: [...loaded.value.data, ...next.data] });
    },
  };
}
