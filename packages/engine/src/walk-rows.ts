import type { ListQuery, Table } from './ports.ts';

const ROWS_PER_READ = 500;

/** Every matching row, oldest first, read in batches so that no store has to hand over everything at once. */
export async function* walkRows<R extends { readonly id: string }>(
  table: Table<R>,
  query: Omit<ListQuery<R>, 'limit' | 'after' | 'order'>,
): AsyncGenerator<R> {
  let after: string | undefined;
  for (;;) {
    const rows = await table.list({
      ...query,
      order: 'oldest',
      limit: ROWS_PER_READ,
      ...(after !== undefined && { after }),
    });
    yield* rows;
    if (rows.length < ROWS_PER_READ) return;
    after = rows.at(-1)?.id;
  }
}
