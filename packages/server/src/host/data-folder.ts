import { accessSync, constants, mkdirSync } from 'node:fs';

/** Makes the folder of the data where there is none, for its owner alone. Throws when this process may not write there. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const user = process.getuid?.();
    throw new Error(
      code === 'EACCES' && user !== undefined
        ? `DATA_DIR ${folder} cannot be written by this server's user, whose number is ${user}; give it the folder: chown ${user} ${folder}`
        : `DATA_DIR ${folder} cannot be used: ${message}`,
    );
  }
}
