import type { Readable } from 'node:stream';

/**
 * Turns a body into a stream of the web that reads on demand.
 *
 * `Readable.toWeb` listens to `data` even after it was cancelled: a chunk that the body still holds is then
 * an exception that nobody can catch, and ends the process.
 */
export function webStream(body: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  // A failure reaches the reader with the next read. Without a listener it would end the process before.
  body.on('error', () => {});
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
