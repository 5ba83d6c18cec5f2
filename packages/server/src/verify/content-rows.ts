import { isPrecanned, type Tables } from '@firsthandapi/engine';
import type { SqlStore } from '../storage/sql/sql-store.ts';

type Table = 'files' | 'submissions' | 'submission_attempts' | 'data_exports';

/** A row that refers to stored content. */
export interface StoredContentRow {
  readonly table: Table;
  readonly id: string;
  readonly organization_id: string;
  readonly content_key: string;
  readonly size_bytes: number;
  /** SHA-256 in hex; null for exports, whose seal alone vouches for them. */
  readonly content_hash: string | null;
}

const PAGE_SIZE = 100;

/** An approved submission's content is its file's. */
const filters = {
  files: 'content_key IS NOT NULL',
  submissions: "content_key IS NOT NULL AND status <> 'approved'",
  submission_attempts: 'content_key IS NOT NULL',
  data_exports: 'content_key IS NOT NULL',
} as const;

const TABLES = ['files', 'submissions', 'submission_attempts', 'data_exports'] as const;

/** Yields every row with content that this server stores, or a random sample of each table. */
export async function* contentRows(
  store: SqlStore,
  sample?: number,
): AsyncGenerator<StoredContentRow> {
  for (const table of TABLES) {
    if (sample === undefined) yield* allRows(store, table);
    else yield* sampleRows(store, table, sample);
  }
}

async function* sampleRows(store: SqlStore, table: Table, sample: number) {
  const chosen = await store.readSql((session) =>
    session.scan(`${selectFrom(table)} ORDER BY random() LIMIT ?`, [sample]),
  );
  for (let start = 0; start < chosen.length; start += PAGE_SIZE) {
    yield* await readStored(store, table, chosen.slice(start, start + PAGE_SIZE));
  }
}

async function* allRows(store: SqlStore, table: Table) {
  let after = '';
  for (;;) {
    const rows = await store.readSql((session) =>
      session.all(`${selectFrom(table)} AND id > ? ORDER BY id LIMIT ${PAGE_SIZE}`, [after]),
    );
    yield* await readStored(store, table, rows);
    if (rows.length < PAGE_SIZE) return;
    after = String(rows.at(-1)?.id);
  }
}

function selectFrom(table: Table): string {
  return `SELECT id FROM ${table} WHERE ${filters[table]}`;
}

/** Reads rows as records, since hashes are sealed. */
function readStored(
  store: SqlStore,
  table: Table,
  rows: readonly { readonly id?: unknown }[],
): Promise<readonly StoredContentRow[]> {
  return store.read(async (tables) => {
    const found = await Promise.all(rows.map(({ id }) => readOne(tables, table, String(id))));
    return found.filter((row) => row !== undefined);
  });
}

/** Returns undefined for a row without content of its own: removed, simulated, or deleted in the meantime. */
async function readOne(
  tables: Tables,
  table: Table,
  id: string,
): Promise<StoredContentRow | undefined> {
  const row = await tables[table].get(id);
  if (row === undefined || row.content_key === null || isPrecanned(row.content_key))
    return undefined;
  const { organization_id, content_key, size_bytes } = row;
  const content_hash = 'content_hash' in row ? row.content_hash : null;
  return { table, id, organization_id, content_key, size_bytes: size_bytes ?? 0, content_hash };
}
