import type { ListQuery, Table } from '../ports.ts';

const ROWS_PER_READ = 100;

/** Every row that matches, oldest first. For sets that stay small, such as an organization's open lots. */
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
      limit: ROWS_PER_READ,
      ...(after !== undefined && { after }),
    });
    all.push(...rows);
    if (rows.length < ROWS_PER_READ) return all;
  }
}
