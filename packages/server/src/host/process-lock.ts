import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/** Another process holds the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Acquires an exclusive lock between processes, and returns the function that releases it. The operating system
 * releases it when the process ends, even by a crash.
 *
 * @param path A file used only for the lock, created if missing.
 * @param waitMs How long to wait for the current holder, blocking this process.
 * @throws LockedError when the lock is still held after `waitMs`
 * @throws Error with the path when the file cannot be opened or written
 */
export function takeLock(path: string, waitMs = 0): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path);
    lock.exec(`PRAGMA busy_timeout = ${waitMs}`);
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (isBusy(error)) {
      throw new LockedError(`Another process holds the lock ${path}`, { cause: error });
    }
    throw new Error(`Cannot use the lock ${path}: ${(error as Error).message}`, { cause: error });
  }
  return () => lock.close();
}

/** Makes this process the only server of an embedded database. Returns the function that releases the folder. */
export function lockFolder(folder: string): () => void {
  try {
    return takeLock(join(folder, 'server.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Error(
      `Another server uses ${folder}; stop it, or set DATABASE_URL to share a PostgreSQL database`,
    );
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
