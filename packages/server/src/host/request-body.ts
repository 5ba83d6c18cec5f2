import type { IncomingMessage } from 'node:http';
import { ApiError } from '@firsthandapi/engine';

/** Reads a body as text. Throws a 413 beyond `maxBytes`, and a 400 when the client breaks off. */
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
      // The rest is not read; the response closes the connection.
      request.pause();
      reject(tooLarge(maxBytes));
    });
    request.on('end', () => {
      const [only, ...more] = chunks;
      resolve((more.length === 0 ? (only ?? Buffer.alloc(0)) : Buffer.concat(chunks)).toString());
    });
    // A lost connection is the client's fault, not a failure of the server.
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
