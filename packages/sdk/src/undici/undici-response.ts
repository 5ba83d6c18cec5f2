import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { FetchResponse } from '../http/fetch-like.ts';

type RawHeaders = Dispatcher.ResponseData['headers'];

/** A response of undici with the members of `Response` that the client reads. */
export class UndiciResponse implements FetchResponse {
  readonly status: number;
  readonly headers: FetchResponse['headers'];
  readonly #body: Dispatcher.ResponseData['body'];

  constructor(status: number, headers: RawHeaders, body: Dispatcher.ResponseData['body']) {
    this.status = status;
    this.headers = new UndiciHeaders(headers);
    this.#body = body;
  }

  get body(): ReadableStream<Uint8Array> {
    return Readable.toWeb(this.#body) as ReadableStream<Uint8Array>;
  }

  text(): Promise<string> {
    return this.#body.text();
  }
}

class UndiciHeaders {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return value === undefined ? null : String(value);
  }

  has(name: string): boolean {
    return this.#raw[name.toLowerCase()] !== undefined;
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of Object.entries(this.#raw)) callback(String(value), name);
  }
}
