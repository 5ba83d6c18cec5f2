import type { ListQuery, RowFilter, Store, Table, Tables } from './store.ts';
import type { RowOf, TableName } from './tables.ts';

const ROWS_PER_READ = 500;
const ROWS_PER_PASS = 100;

/** Yields every matching row, oldest first, reading in batches so that no store has to return everything at once. */
export async function* walkRows<R extends { readonly id: string }>(
  table: Table<R>,
  filter: RowFilter<R>,
): AsyncGenerator<R> {
  let after: string | undefined;
  for (;;) {
    const rows = await table.list({
      ...filter,
      order: 'oldest',
      limit: ROWS_PER_READ,
      ...(after !== undefined && { after }),
    });
    yield* rows;
    if (rows.length < ROWS_PER_READ) return;
    after = rows.at(-1)?.id;
  }
}

/**
 * Yields batches of every matching row, oldest first, each read for itself: for so many rows that nothing else could
 * wait until all of them are read. A row that is added in the meantime may be included.
 *
 * @param present Runs within the read.
 */
export async function* readBatches<Name extends TableName, Result>(
  store: Pick<Store, 'read'>,
  name: Name,
  filter: RowFilter<RowOf<Name>>,
  present: (row: RowOf<Name>, tables: Tables) => Result | Promise<Result>,
): AsyncGenerator<readonly Result[]> {
  let after: string | undefined;
  for (;;) {
    const { last, results } = await store.read(async (tables) => {
      const table = tables[name] as unknown as Table<RowOf<Name>>;
      const rows = await table.list({
        ...filter,
        order: 'oldest',
        limit: ROWS_PER_PASS,
        ...(after !== undefined && { after }),
      });
      const presented: Result[] = [];
      for (const row of rows) presented.push(await present(row, tables));
      const isLast = rows.length < ROWS_PER_PASS;
      return { last: isLast ? undefined : rows.at(-1)?.id, results: presented };
    });
    yield results;
    if (last === undefined) return;
    after = last;
  }
}

/**
 * Yields matching rows, oldest first, until none is left. The caller must delete each row, or change it so that it no
 * longer matches. The loop may be stopped at any row and resumed later.
 */
export async function* rowsUntilGone<R extends { readonly id: string }>(
  table: Table<R>,
  filter: RowFilter<R>,
): AsyncGenerator<R> {
  for (;;) {
    const rows = await table.list({ ...filter, order: 'oldest', limit: ROWS_PER_PASS });
    if (rows.length === 0) return;
    yield* rows;
  }
}

/** Returns every matching row, oldest first. For sets that stay small, such as an organization's open lots. */
export async function listAll<R extends { readonly id: string }>(
  table: Table<R>,
  where: NonNullable<ListQuery<R>['where']>,
): Promise<readonly R[]> {
  const all: R[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const rows = await table.list({
      where,
      order: 'oldest',
      limit: ROWS_PER_PASS,
      ...(after !== undefined && { after }),
    });
    all.push(...rows);
    if (rows.length < ROWS_PER_PASS) return all;
  }
}

/** Numbers of ids in one statement, so that few statements are prepared. */
const BATCH_SIZES = [4, 16, 64, 256] as const;

/** Returns the rows with these ids, by id. */
export async function rowsById<R extends { readonly id: string }>(
  table: Table<R>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, R>> {
  const [first] = ids;
  if (first === undefined) return new Map();
  if (ids.every((id) => id === first)) {
    const row = await table.get(first);
    return new Map(row === undefined ? [] : [[first, row]]);
  }
  const wanted = [...new Set(ids)];
  const size = BATCH_SIZES.find((count) => wanted.length <= count) ?? wanted.length;
  const id = [...wanted, ...Array.from({ length: size - wanted.length }, () => first)];
  const rows = await table.list({ where: { id } as never, limit: wanted.length });
  return new Map(rows.map((row) => [row.id, row]));
}
