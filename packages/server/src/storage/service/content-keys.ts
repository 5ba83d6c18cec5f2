import type { SqlStore } from '../sql/sql-store.ts';

const TABLES = ['files', 'submissions', 'data_exports'] as const;
const PAGE_SIZE = 500;

/** Yields the key of every content that a row refers to, one page at a time, since a server may use the store. */
export async function* contentKeys(store: SqlStore): AsyncGenerator<string> {
  for (const table of TABLES) {
    let after = '';
    for (;;) {
      const rows = await store.readSql((session) =>
        session.all(
          `SELECT id, content_key FROM ${table} WHERE id > ? AND content_key IS NOT NULL ORDER BY id LIMIT ${PAGE_SIZE}`,
          [after],
        ),
      );
      for (const { content_key } of rows) yield String(content_key);
      if (rows.length < PAGE_SIZE) break;
      after = String(rows.at(-1)?.id);
    }
  }
}
