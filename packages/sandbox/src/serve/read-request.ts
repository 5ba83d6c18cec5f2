import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineRequest } from '@firsthandapi/engine';
import { headerReader } from '@firsthandapi/engine';

/** Bytes of a body that are read at most; one more than the API takes is enough for it to refuse. */
const MOST_BYTES = 1_048_577;

/** A request of Node's server as the engine takes it. The body is read already. */
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
    // Only a long poll waits; others are answered before their client can go.
    signal: headers.prefer === undefined ? undefined : closeSignal(outgoing),
    ip: socket.remoteAddress,
  };
}

/** The whole body as text, cut where it is too large to be accepted. */
export function readText(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      if (size >= MOST_BYTES) return;
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
