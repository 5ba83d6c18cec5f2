import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';
import type { FetchResponse } from '../index.ts';
import { decodeBody } from '../node/decode-body.ts';
import { type RawHeaders, ResponseHeaders } from '../node/response-headers.ts';
import { webStream } from '../node/web-stream.ts';

type RawBody = Dispatcher.ResponseData['body'];

/** A response of undici with the members of `Response` that the client reads. */
export class UndiciResponse implements FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #body: RawBody;

  constructor(status: number, headers: RawHeaders, body: RawBody) {
    this.status = status;
    this.headers = new ResponseHeaders(headers);
    this.#body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream<Uint8Array> {
    return webStream(this.#decoded() ?? this.#body);
  }

  async text(): Promise<string> {
    const decoded = this.#decoded();
    return decoded ? text(decoded) : this.#body.text();
  }

  /** Returns the decoded body, or `undefined` when the body is not encoded. */
  #decoded(): Readable | undefined {
    const encoding = this.headers.get('content-encoding');
    return encoding ? decodeBody(this.#body, encoding) : undefined;
  }
}
