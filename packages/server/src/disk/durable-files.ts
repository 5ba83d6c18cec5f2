import { mkdir, open, stat } from 'node:fs/promises';
import { codeOf } from './file-errors.ts';

/** Writes a new file that only its owner can read. Resolves once it is durable. */
export async function writeDraft(path: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of sealed) await file.write(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns whether there is a file at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Not recursive: a folder above it that is gone must not be replaced by an empty one. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Makes durable which files a folder has. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
