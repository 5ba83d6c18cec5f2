import type { IncomingMessage } from 'node:http';

/** Only the status of a response counts; a short body is read so that the connection can be reused. */
const BODY_LIMIT_BYTES = 16_384;
const BODY_LIMIT_MS = 1_000;

/** Reads a short body to its end, so that the connection can be reused, and gives up on a long one. */
export function discardBody(response: IncomingMessage): void {
  let size = 0;
  const tooLong = setTimeout(() => response.destroy(), BODY_LIMIT_MS);
  response.on('close', () => clearTimeout(tooLong));
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) response.destroy();
  });
  response.on('error', () => {});
}
