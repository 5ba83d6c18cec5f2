import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebReadable } from 'node:stream/web';
import type { EngineResponse } from '@firsthandapi/engine';
import type { Exchange } from '../http/exchange.ts';
import { bytesOf } from '../http/settle-as-fetch.ts';

/** Sends the outcome of a request: the response, or a real connection failure. */
export async function writeExchange(outgoing: ServerResponse, exchange: Exchange): Promise<void> {
  if (exchange.failure === 'reset') outgoing.socket?.resetAndDestroy();
  else if (exchange.failure === 'truncate') truncate(outgoing, exchange.response);
  else if (exchange.failure === null) await send(outgoing, exchange.response);
  // A timeout: the connection stays open without a response until the client disconnects.
}

async function send(outgoing: ServerResponse, response: EngineResponse): Promise<void> {
  const { status, headers, body } = response;
  if (body === null) {
    outgoing.writeHead(status, headers).end();
  } else if (typeof body === 'string') {
    const length = Buffer.byteLength(body);
    outgoing.writeHead(status, { ...headers, 'Content-Length': length }).end(body);
  } else if (body instanceof Uint8Array) {
    outgoing.writeHead(status, { ...headers, 'Content-Length': body.byteLength }).end(body);
  } else {
    outgoing.writeHead(status, headers);
    const content = Readable.fromWeb(body as WebReadable);
    try {
      await pipeline(content, outgoing);
    } finally {
      // A pipeline to a client that has already gone does not begin, and closes nothing.
      content.destroy();
    }
  }
}

/** Announces the whole body, sends half of it and disconnects. */
function truncate(outgoing: ServerResponse, { status, headers, body }: EngineResponse): void {
  const bytes = bytesOf(body);
  outgoing.writeHead(status, { ...headers, 'Content-Length': bytes.byteLength });
  const half = bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  outgoing.write(half, () => outgoing.socket?.destroy());
}
