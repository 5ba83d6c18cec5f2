import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { createIdempotencyKey } from '../transport/idempotency-key.ts';
import { nodeModule } from './node-module.ts';

/**
 * Returns Node's file system.
 *
 * @throws FirstHandConfigurationError when the runtime has none
 */
export function fileSystem(): typeof import('node:fs/promises') {
  const fs = nodeModule('node:fs/promises');
  if (fs) return fs;
  throw new FirstHandConfigurationError(
    'This runtime has no file system: download to "bytes" or "stream"',
  );
}

/**
 * Writes a stream to a temporary file and renames it once it is complete. When anything fails,
 * nothing is left.
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
