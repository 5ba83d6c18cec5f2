import type { IncomingMessage } from 'node:http';
import { ApiError } from '@firsthandapi/engine';

/** Reads a body as text, and stops at `maxBytes`. Throws a 413 beyond it, and a 400 when the client breaks off. */
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
      // The rest is not worth its way; the response closes the connection.
      request.pause();
      reject(tooLarge(maxBytes));
    });
    request.on('end', () => {
      const [only, ...more] = chunks;
      resolve((more.length === 0 ? (only ?? Buffer.alloc(0)) : Buffer.concat(chunks)).toString());
    });
    // A connection that is lost is the client's doing, not a failure of ours.
    request.on('error', () => reject(brokenOff()));
    request.on('close', () => {
      if (!request.complete) reject(brokenOff());
    });
  });
}

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function brokenOff(): ApiError {
  return new ApiError('validation_error', 'The request body ended before it was complete');
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError('payload_too_large', `The request body is larger than ${maxBytes} bytes`);
}
