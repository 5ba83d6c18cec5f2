import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes this process the only server of an embedded database. The operating system gives the lock up when the
 * process ends, however it ends. Throws when another server has it.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'server.lock'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `Another server uses ${folder}; stop it, or set DATABASE_URL: on PostgreSQL several share the work`,
    );
  }
  return () => lock.close();
}
