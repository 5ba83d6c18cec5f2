import { FirstHandFileSystemError } from '../errors/client-errors.ts';
import { FirstHandError } from '../errors/firsthand-error.ts';
import { noFileSystem } from './no-file-system.ts';
import { nodeModule } from './node-module.ts';

/**
 * Returns Node's file system.
 *
 * @throws FirstHandConfigurationError when the runtime has none
 */
export function fileSystem(): typeof import('node:fs/promises') {
  const fs = nodeModule('node:fs/promises');
  if (fs) return fs;
  throw noFileSystem();
}

/**
 * Runs work on the disk.
 *
 * @throws FirstHandFileSystemError that names the path and has the system's error as its cause
 */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof FirstHandError) throw cause;
    const { message } = cause as Error;
    throw new FirstHandFileSystemError(`Cannot write ${path}: ${message}`, { cause });
  }
}
