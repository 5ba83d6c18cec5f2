import type { File } from '@firsthandapi/spec';
import { FirstHandIntegrityError } from '../errors/client-errors.ts';
import { connectionError } from '../http/connect.ts';
import { within } from '../http/within.ts';
import { createSha256 } from './sha-256.ts';

/**
 * Passes bytes through, and fails at the end unless they match the file's `content_hash`. Reads only
 * when it is read from.
 *
 * @param timeout the longest time without a byte, in milliseconds
 */
export function verifiedStream(
  body: ReadableStream<Uint8Array>,
  file: File,
  timeout: number,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const hash = createSha256();
  const read = (): ReturnType<typeof reader.read> =>
    reader.read().catch((cause) => {
      throw connectionError(file.download_url, cause);
    });
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await within(
            timeout,
            signal,
            () => `No byte of ${file.id} for ${timeout} ms`,
            read,
          );
          if (!done) {
            hash.update(value);
            controller.enqueue(value);
          } else if (hash.digest('hex') === file.content_hash) controller.close();
          else
            throw new FirstHandIntegrityError(
              `The bytes of ${file.id} do not match its content_hash`,
            );
        } catch (error) {
          reader.cancel(error).catch(() => {});
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
