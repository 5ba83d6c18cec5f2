import type { ListQuery, Table } from './ports.ts';

const ROWS_PER_READ = 100;

/**
 * Matching rows, oldest first, until none is left. Whoever takes a row must delete or change it so that it matches no
 * more; then stopping halfway and starting anew later goes on where it stopped.
 */
export async function* rowsUntilGone<R extends { readonly id: string }>(
  table: Table<R>,
  query: Omit<ListQuery<R>, 'limit' | 'after' | 'order'>,
): AsyncGenerator<R> {
  for (;;) {
    const rows = await table.list({ ...query, order: 'oldest', limit: ROWS_PER_READ });
    if (rows.length === 0) return;
    yield* rows;
  }
}
