import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';

const OTHERS = 0o077;
const OWNER_ONLY = 0o700;

/**
 * Creates the data folder if needed, and closes it to other users: database, log and sealed files inherit nothing from
 * a folder that was created with wider permissions.
 *
 * @throws Error when this process cannot write to the folder, or cannot close it to other users
 */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    closeToOthers(folder);
  } catch (error) {
    throw new Error(problemOf(folder, error as NodeJS.ErrnoException));
  }
}

function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return;
  if ((statSync(folder).mode & OTHERS) !== 0) chmodSync(folder, OWNER_ONLY);
}

function problemOf(folder: string, { code, message }: NodeJS.ErrnoException): string {
  const user = process.getuid?.();
  if (user !== undefined && code === 'EACCES') {
    return `DATA_DIR ${folder} is not writable for user ${user}; run: chown ${user} ${folder}`;
  }
  if (user !== undefined && code === 'EPERM') {
    return `DATA_DIR ${folder} is open to other users and belongs to another user; run: chown ${user} ${folder} && chmod 700 ${folder}`;
  }
  return `DATA_DIR ${folder} cannot be used: ${message}`;
}
