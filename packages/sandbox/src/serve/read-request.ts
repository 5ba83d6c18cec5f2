import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineRequest } from '@firsthandapi/engine';
import { headerReader } from '@firsthandapi/engine';

/** Maximum number of body bytes that are read: one more than the API accepts, so that it refuses the body. */
const MAX_BODY_BYTES = 1_048_577;

/** Converts a request of Node's server to an engine request, and reads its body. */
export async function readRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  baseUrl: string,
): Promise<EngineRequest> {
  const { method = 'GET', url = '/', headers, socket } = incoming;
  return {
    method,
    url: baseUrl + url,
    headers: headerReader(headers),
    body: hasBody(incoming) ? await readText(incoming) : null,
    // Only a long poll waits; other requests are answered before their client can disconnect.
    signal: headers.prefer === undefined ? undefined : closeSignal(outgoing),
    ip: socket.remoteAddress,
  };
}

/** Reads the body as text, truncated where it is too large to be accepted. */
export function readText(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      if (size >= MAX_BODY_BYTES) return;
      chunks.push(chunk);
      size += chunk.byteLength;
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function closeSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => controller.abort());
  return controller.signal;
}
