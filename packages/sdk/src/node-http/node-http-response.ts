import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { type FetchResponse, FirstHandParseError } from '../index.ts';
import { decodeBody } from '../node/decode-body.ts';
import { ResponseHeaders } from '../node/response-headers.ts';
import { webStream } from '../node/web-stream.ts';

/** Characters of a response that is held in memory. The largest page of the API has a hundredth of it. */
const LONGEST_TEXT = 1 << 26;

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
    return readText(this.#decoded() ?? this.#message);
  }

  /** Returns the decoded body, or `undefined` when the body is not encoded. */
  #decoded(): Readable | undefined {
    const encoding = this.headers.get('content-encoding');
    return encoding ? decodeBody(this.#message, encoding) : undefined;
  }
}

/**
 * Reads a body as UTF-8 by events, which costs a fraction of what iterating over a stream does.
 *
 * @throws FirstHandParseError when it is longer than any response of the API: it may have no end, or be a few bytes that
 * decode to gigabytes
 */
function readText(message: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const cut = (): void => reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    if (message.destroyed) return cut();
    let read = '';
    message.setEncoding('utf8');
    message.on('data', (piece: string) => {
      read += piece;
      if (read.length <= LONGEST_TEXT) return;
      reject(
        new FirstHandParseError('The response is longer than 64 MiB: check baseUrl and proxies'),
      );
      message.destroy();
    });
    // Like `fetch`, without a byte order mark.
    message.on('end', () => resolve(read.charCodeAt(0) === 0xfeff ? read.slice(1) : read));
    message.on('error', reject);
    message.on('close', cut);
  });
}
