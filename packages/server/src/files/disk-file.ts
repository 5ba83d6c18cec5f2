import type { FileHandle } from 'node:fs/promises';
import { toFilesError } from '../disk/file-errors.ts';
import { SEALED_CHUNK_BYTES } from './sealed-format.ts';
import type { OpenFile } from './sealed-storage.ts';

/** The operations of a file on disk that reading needs. */
export type ReadableFile = Pick<FileHandle, 'read' | 'stat' | 'close'>;

/** Returns an open file as one that can be read, or closes it when that fails. */
export async function openDiskFile(file: ReadableFile): Promise<OpenFile> {
  try {
    const { size } = await file.stat();
    return {
      size,
      read: (start, end) => readFrom(file, start, end),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* readFrom(
  file: ReadableFile,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let position = start; position < end; ) {
    const length = Math.min(SEALED_CHUNK_BYTES, end - position);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position).catch((error) => {
      throw toFilesError(error);
    });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
