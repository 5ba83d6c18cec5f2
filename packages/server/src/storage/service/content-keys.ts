import { type SubmissionPreview, type TableName, tableNames } from '@firsthandapi/engine';
import { decodeField } from '../sql/column.ts';
import { tableColumns } from '../sql/schema.ts';
import type { SqlRow } from '../sql/session.ts';
import type { SqlStore } from '../sql/sql-store.ts';

const PAGE_SIZE = 500;

/** Every table whose rows refer to content, so that a new one cannot be forgotten. */
const tables = tableNames.filter((name) => hasColumn(name, 'content_key'));

/** Yields the key of every content that a row refers to, one page at a time, since a server may use the store. */
export async function* contentKeys(store: SqlStore): AsyncGenerator<string> {
  for (const table of tables) {
    const preview = hasColumn(table, 'preview') ? 'preview' : 'NULL AS preview';
    const page = `SELECT id, content_key, ${preview} FROM ${table}
      WHERE id > ? AND content_key IS NOT NULL ORDER BY id LIMIT ${PAGE_SIZE}`;
    let after = '';
    for (;;) {
      const rows = await store.readSql((session) => session.all(page, [after]));
      for (const row of rows) yield* keysOf(row);
      if (rows.length < PAGE_SIZE) break;
      after = String(rows.at(-1)?.id);
    }
  }
}

function* keysOf({ content_key, preview }: SqlRow): Generator<string> {
  yield String(content_key);
  const shown = decodeField('json', preview ?? null) as SubmissionPreview | null;
  if (shown !== null) yield shown.content_key;
}

function hasColumn(name: TableName, column: string): boolean {
  return Object.hasOwn(tableColumns[name], column);
}
