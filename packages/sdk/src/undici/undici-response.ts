import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';
import type { FetchResponse } from '../http/fetch-like.ts';
import { decodeBody } from './decode-body.ts';

type RawHeaders = Dispatcher.ResponseData['headers'];
type RawBody = Dispatcher.ResponseData['body'];

/** A response of undici with the members of `Response` that the client reads. */
export class UndiciResponse implements FetchResponse {
  readonly status: number;
  readonly headers: UndiciHeaders;
  readonly #body: RawBody;

  constructor(status: number, headers: RawHeaders, body: RawBody) {
    this.status = status;
    this.headers = new UndiciHeaders(headers);
    this.#body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream<Uint8Array> {
    return Readable.toWeb(this.#decoded() ?? this.#body) as ReadableStream<Uint8Array>;
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

class UndiciHeaders {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return value === undefined ? null : join(value);
  }

  has(name: string): boolean {
    return this.#raw[name.toLowerCase()] !== undefined;
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of Object.entries(this.#raw)) callback(join(value ?? ''), name);
  }
}

/** Joins the values of a repeated header as `fetch` does. */
function join(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(', ');
}
