import { FirstHandAbortError } from '../errors/client-errors.ts';
import type { Bytes } from './download-target.ts';
import type { FileSource } from './file-source.ts';

/**
 * Returns an open source as a stream that reads only when it is read from. Aborted, it closes the
 * connection even while nobody reads. No listener stays on the signal once the stream has ended.
 */
export function readableStream(
  source: FileSource,
  signal: AbortSignal | undefined,
): ReadableStream<Bytes> {
  let onAbort: () => void;
  const release = (): void => signal?.removeEventListener('abort', onAbort);
  return new ReadableStream<Bytes>(
    {
      start(controller) {
        onAbort = () => {
          const error = new FirstHandAbortError(signal?.reason);
          release();
          source.cancel(error);
          controller.error(error);
        };
        signal?.addEventListener('abort', onAbort);
        if (signal?.aborted) onAbort();
      },
      async pull(controller) {
        let bytes: Bytes | undefined;
        try {
          bytes = await source.read();
        } finally {
          if (!bytes) release();
        }
        if (bytes) controller.enqueue(bytes);
        else controller.close();
      },
      cancel(reason) {
        release();
        source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
