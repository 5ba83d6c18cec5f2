import { accessSync, constants, mkdirSync, statSync } from 'node:fs';

const OTHERS = 0o077;

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
