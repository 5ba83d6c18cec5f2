import { buffer } from 'node:stream/consumers';
import { BackupError } from './sealed-backup.ts';

/** Longest part: a part ends after the row with which it reaches a megabyte. */
const LONGEST_PART = 64 * 1024 * 1024;

/** Returns an entry of a backup. Throws a `BackupError` when it is longer than any part that is written. */
export async function readEntry(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let size = 0;
  async function* bounded() {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > LONGEST_PART) throw new BackupError('A part of the backup is too long');
      yield chunk;
    }
  }
  return buffer(bounded());
}
