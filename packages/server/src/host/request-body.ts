import type { IncomingMessage } from 'node:http';
import { bodyTooLarge, decodeBody, IncompleteBodyError } from '@firsthandapi/engine';

/** Reads a body as text. Throws a 413 beyond `maxBytes`, and a 400 when it is not UTF-8 or the client breaks off. */
export function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // The listener drops the rest once the response is sent.
      request.pause();
      reject(bodyTooLarge(maxBytes));
    });
    request.on('end', () => {
      try {
        resolve(decodeBody(joined(chunks), maxBytes));
      } catch (error) {
        reject(error);
      }
    });
    // A lost connection is the client's fault, not a failure of the server.
    request.on('error', () => reject(new IncompleteBodyError()));
    request.on('close', () => {
      if (!request.complete) reject(new IncompleteBodyError());
    });
  });
}

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** Most bodies are of one chunk, which needs no copy. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks);
}
