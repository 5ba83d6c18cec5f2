import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const OTHERS = 0o077;
/** Exists in the data folder while a restore is not finished. */
export const UNFINISHED_RESTORE = 'restore.unfinished';

/**
 * Creates the data folder if needed, accessible to its owner only. Returns a warning when an existing folder is
 * accessible to other users; its mode is left unchanged, since it may hold more than this server's data.
 *
 * @throws Error when this process cannot write to the folder
 */
export function openDataFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return warningOf(folder);
  } catch (error) {
    throw new Error(problemOf(folder, error as NodeJS.ErrnoException));
  }
}

/** Throws when a restore into the folder was interrupted: erased data would be served again. */
export function requireFinishedRestore(folder: string): void {
  if (!existsSync(join(folder, UNFINISHED_RESTORE))) return;
  throw new Error(
    `A restore into ${folder} was interrupted: empty the database and the folder, except for the keyring, and restore again`,
  );
}

function warningOf(folder: string): string | undefined {
  if (process.platform === 'win32' || (statSync(folder).mode & OTHERS) === 0) return undefined;
  return `DATA_DIR ${folder} is open to other users; run: chmod 700 ${folder}`;
}

function problemOf(folder: string, { code, message }: NodeJS.ErrnoException): string {
  const user = process.getuid?.();
  if (user !== undefined && code === 'EACCES') {
    return `DATA_DIR ${folder} is not writable for user ${user}; run: chown ${user} ${folder}`;
  }
  return `DATA_DIR ${folder} cannot be used: ${message}`;
}
