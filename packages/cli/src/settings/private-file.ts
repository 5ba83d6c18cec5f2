import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../command/usage-error.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;
/** Of a named pipe without a writer, opening would otherwise wait for one. Windows has neither. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file that holds secrets. Returns `undefined` when there is none.
 *
 * @throws UsageError when other users can read or change it; on Windows, files of the profile belong to the user
 */
export function readPrivateFile(path: string, platform: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, READ);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`Cannot read ${path}: ${(error as Error).message}`);
  }
  try {
    // Of the open file: its name may lead to another one by now.
    const status = fstatSync(file);
    if (!status.isFile()) throw new UsageError(`${path} is not a file: move it away`);
    if (platform !== 'win32' && (status.mode & OTHERS) !== 0) {
      throw new UsageError(
        `${path} can be read by other users, so its keys are not used: run 'chmod 600 ${path}', and rotate them if somebody has`,
      );
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${path}: ${(error as Error).message}`);
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a folder with those above it, for its owner only. One after the other, since Node's own recursion never ends where
 * a folder cannot be made for reasons of the file system, as below /proc.
 *
 * @throws UsageError when it cannot be made
 */
export function makePrivateFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
    } catch (error) {
      // Another process may have made it.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new UsageError(
        `Cannot create ${folder}: ${(error as Error).message}. Set XDG_CONFIG_HOME and XDG_STATE_HOME to folders that can be written to`,
      );
    }
  }
}

/** Writes a file that only its owner can read, in one step: another process sees the earlier text or this one. */
export function writePrivateFile(path: string, text: string): void {
  makePrivateFolder(dirname(path));
  const temporary = `${path}.${crypto.randomUUID()}.new`;
  try {
    const file = openSync(temporary, 'wx', OWNER_ONLY_FILE);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(temporary, OWNER_ONLY_FILE);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`Cannot write ${path}: ${(error as Error).message}`);
  }
}
