import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/** Another process has the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Takes a lock that one process has at a time, and returns the way to give it up. The operating system gives it up when
 * the process ends, however it ends.
 *
 * @param path A file for the lock alone, made when there is none.
 * @param waitMs How long to wait for whoever has it, blocking this process. Throws a `LockedError` after that.
 */
export function takeLock(path: string, waitMs = 0): () => void {
  const lock = new DatabaseSync(path);
  try {
    lock.exec(`PRAGMA busy_timeout = ${waitMs}`);
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new LockedError(`Another process has ${path}`, { cause: error }) : error;
  }
  return () => lock.close();
}

/** Makes this process the only server of an embedded database. Returns how to give it up. */
export function lockFolder(folder: string): () => void {
  try {
    return takeLock(join(folder, 'server.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Error(
      `Another server uses ${folder}; stop it, or set DATABASE_URL: on PostgreSQL several share the work`,
    );
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
