import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { createIdempotencyKey } from '../transport/idempotency-key.ts';
import { nodeModule } from './node-module.ts';

/** Node's files. */
export function fileSystem(): typeof import('node:fs/promises') {
  const fs = nodeModule('node:fs/promises');
  if (fs) return fs;
  throw new FirstHandConfigurationError('no file system here: download to "bytes" or "stream"');
}

/**
 * Writes a stream to a file that appears only when it is whole: another name first, then renamed.
 * When anything fails, nothing stays.
 */
export async function saveToPath(stream: ReadableStream<Uint8Array>, path: string): Promise<void> {
  const fs = fileSystem();
  const partial = `${path}.${createIdempotencyKey()}.partial`;
  try {
    const handle = await fs.open(partial, 'wx');
    try {
      await stream.pipeTo(new WritableStream({ write: (chunk) => handle.writeFile(chunk) }));
    } finally {
      await handle.close();
    }
    await fs.rename(partial, path);
  } catch (error) {
    await fs.rm(partial, { force: true });
    throw error;
  }
}
