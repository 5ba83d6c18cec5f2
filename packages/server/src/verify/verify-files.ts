import { createHash } from 'node:crypto';
import type { SealedFiles } from '../files/sealed-files.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { StoredContentRow } from './content-rows.ts';
import type { Finding } from './finding.ts';

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
  row: StoredContentRow,
): Promise<{ readonly message: string | undefined; readonly bytes: number }> {
  let bytes = 0;
  try {
    const content = await files.open(row.content_key, row.organization_id);
    if (content === undefined) return { message: 'its content is missing', bytes };
    const hash = createHash('sha256');
    const reader = content.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      hash.update(part.value);
    }
    return { message: differenceFrom(row, bytes, hash.digest('hex')), bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { message: `its content cannot be opened: ${reason}`, bytes };
  }
}

/** Returns how the content differs from what its row states, or undefined. */
function differenceFrom(
  { size_bytes, content_hash }: StoredContentRow,
  bytes: number,
  digest: string,
): string | undefined {
  if (bytes !== size_bytes) return `its content has ${bytes} bytes, but the row ${size_bytes}`;
  const isSame = content_hash === null || digest === content_hash;
  return isSame ? undefined : 'its content has another SHA-256';
}

async function isStillStored(store: SqlStore, { table, id, content_key }: StoredContentRow) {
  const rows = await store.readSql((session) =>
    session.all(`SELECT id FROM ${table} WHERE id = ? AND content_key = ?`, [id, content_key]),
  );
  return rows.length > 0;
}
