import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FetchResponse } from '../index.ts';
import { decodeBody } from '../node/decode-body.ts';
import { ResponseHeaders } from '../node/response-headers.ts';
import { webStream } from '../node/web-stream.ts';

/** A response of `node:http` with the members of `Response` that the client reads. */
export class NodeHttpResponse implements FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage) {
    this.status = message.statusCode ?? 0;
    this.headers = new ResponseHeaders(message.headers);
    this.#message = message;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream<Uint8Array> {
    return webStream(this.#decoded() ?? this.#message);
  }

  async text(): Promise<string> {
    const decoded = this.#decoded();
    return decoded ? text(decoded) : readText(this.#message);
  }

  /** Returns the decoded body, or `undefined` when the body is not encoded. */
  #decoded(): Readable | undefined {
    const encoding = this.headers.get('content-encoding');
    return encoding ? decodeBody(this.#message, encoding) : undefined;
  }
}

/** Reads a body as UTF-8 by events, which costs a fraction of what iterating over a stream does. */
function readText(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const cut = (): void => reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    if (message.destroyed) return cut();
    let read = '';
    message.setEncoding('utf8');
    message.on('data', (piece: string) => {
      read += piece;
    });
    // Like `fetch`, without a byte order mark.
    message.on('end', () => resolve(read.charCodeAt(0) === 0xfeff ? read.slice(1) : read));
    message.on('error', reject);
    message.on('close', cut);
  });
}
