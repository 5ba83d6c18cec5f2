import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateStore } from '../storage/open-store.ts';

let migrated: Promise<Uint8Array> | undefined;

/**
 * Returns the bytes of a SQLite file that is migrated and has no rows. It is migrated once per process: a copy takes
 * a hundredth of the time of a migration.
 */
export function migratedSqlite(): Promise<Uint8Array> {
  migrated ??= migrateFile();
  return migrated;
}

async function migrateFile(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  try {
    const path = join(folder, 'data.db');
    await migrateStore({ kind: 'sqlite', path });
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
