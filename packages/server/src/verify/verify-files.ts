import { createHash } from 'node:crypto';
import { isPrecanned, type Tables } from '@firsthandapi/engine';
import type { SealedFiles } from '../files/sealed-files.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Finding } from './finding.ts';

/** A row that refers to stored content. */
export interface StoredContentRow {
  readonly table: 'files' | 'submissions' | 'submission_attempts' | 'data_exports';
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
    const select = `SELECT id FROM ${table} WHERE ${filters[table]}`;
    if (sample !== undefined) {
      const chosen = await store.readSql((session) =>
        session.scan(`${select} ORDER BY random() LIMIT ?`, [sample]),
      );
      for (let start = 0; start < chosen.length; start += PAGE_SIZE) {
        yield* await readStored(store, table, chosen.slice(start, start + PAGE_SIZE));
      }
      continue;
    }
    let after = '';
    for (;;) {
      const rows = await store.readSql((session) =>
        session.all(`${select} AND id > ? ORDER BY id LIMIT ${PAGE_SIZE}`, [after]),
      );
      yield* await readStored(store, table, rows);
      if (rows.length < PAGE_SIZE) break;
      after = String(rows.at(-1)?.id);
    }
  }
}

/** Checks that the content is there, opens, and has the size and hash that its row states. */
export async function verifyFile(
  store: SqlStore,
  files: SealedFiles,
  row: StoredContentRow,
): Promise<Finding> {
  const { message, bytes } = await readContent(files, row);
  // It may have been deleted, with its row, while it was read.
  const isWrong = message !== undefined && (await isStillStored(store, row));
  const problems = isWrong ? [{ check: 'files' as const, subject: row.id, message }] : [];
  return { check: 'files', problems, bytes };
}

async function readContent(
  files: SealedFiles,
  { organization_id, content_key, size_bytes, content_hash }: StoredContentRow,
): Promise<{ readonly message: string | undefined; readonly bytes: number }> {
  let bytes = 0;
  try {
    const content = await files.open(content_key, organization_id);
    if (content === undefined) return { message: 'its content is missing', bytes };
    const hash = createHash('sha256');
    const reader = content.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      hash.update(part.value);
    }
    if (bytes !== size_bytes) {
      return { message: `its content has ${bytes} bytes, but the row ${size_bytes}`, bytes };
    }
    const isSame = content_hash === null || hash.digest('hex') === content_hash;
    return { message: isSame ? undefined : 'its content has another SHA-256', bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { message: `its content cannot be opened: ${reason}`, bytes };
  }
}

async function isStillStored(store: SqlStore, { table, id, content_key }: StoredContentRow) {
  const rows = await store.readSql((session) =>
    session.all(`SELECT id FROM ${table} WHERE id = ? AND content_key = ?`, [id, content_key]),
  );
  return rows.length > 0;
}

/** Reads rows as records, since hashes are sealed. */
function readStored(
  store: SqlStore,
  table: StoredContentRow['table'],
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
  table: StoredContentRow['table'],
  id: string,
): Promise<StoredContentRow | undefined> {
  const row = await tables[table].get(id);
  if (row === undefined || row.content_key === null || isPrecanned(row.content_key))
    return undefined;
  const { organization_id, content_key, size_bytes } = row;
  const content_hash = 'content_hash' in row ? row.content_hash : null;
  return { table, id, organization_id, content_key, size_bytes: size_bytes ?? 0, content_hash };
}
