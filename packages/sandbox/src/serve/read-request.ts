import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeBody, type EngineRequest, headerReader } from '@firsthandapi/engine';

/** Maximum number of body bytes that are read for the API: one more than it accepts, so that it refuses the body. */
const MAX_BODY_BYTES = 1_048_577;

/** The type of a part of a file, which the service reads as it arrives. */
const UPLOAD_TYPE = 'application/offset+octet-stream';

/** The bytes of a body, and whether it is longer than what was read of it. */
export interface ReadBody {
  readonly bytes: Buffer;
  readonly isTruncated: boolean;
}

/** Converts a request of Node's server to an engine request, and reads its body. */
export async function readRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  baseUrl: string,
): Promise<EngineRequest> {
  const { method = 'GET', url = '/', headers, socket } = incoming;
  const isContent = headers['content-type'] === UPLOAD_TYPE;
  const body =
    hasBody(incoming) && !isContent ? (await readBody(incoming, MAX_BODY_BYTES)).bytes : undefined;
  return {
    method,
    url: baseUrl + url,
    headers: headerReader(headers),
    body: body === undefined ? null : async (maxBytes) => decodeBody(body, maxBytes),
    content: isContent ? () => incoming : undefined,
    // Only a long poll waits; other requests are answered before their client can disconnect.
    signal: headers.prefer === undefined ? undefined : closeSignal(outgoing),
    ip: socket.remoteAddress,
  };
}

/** Reads at most so many bytes of the body, and discards the rest. */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      if (size < maxBytes) chunks.push(chunk.subarray(0, maxBytes - size));
      size += chunk.byteLength;
    });
    incoming.on('end', () => {
      resolve({ bytes: Buffer.concat(chunks), isTruncated: size > maxBytes });
    });
    incoming.on('error', reject);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Returns a signal that aborts when the client disconnects. */
export function closeSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => controller.abort());
  return controller.signal;
}
