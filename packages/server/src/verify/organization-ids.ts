import type { SqlStore } from '../storage/sql/sql-store.ts';

const PAGE_SIZE = 100;

/** Yields the id of every organization, erased ones included. */
export async function* organizationIds(store: SqlStore): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await store.readSql((session) =>
      session.all(`SELECT id FROM organizations WHERE id > ? ORDER BY id LIMIT ${PAGE_SIZE}`, [
        after,
      ]),
    );
    for (const { id } of rows) yield String(id);
    if (rows.length < PAGE_SIZE) return;
    after = String(rows.at(-1)?.id);
  }
}
