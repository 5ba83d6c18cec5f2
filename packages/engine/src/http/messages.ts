import type { WithDeadline } from './deadline.ts';

/** Request headers by lower-case name. `Headers` is one. */
export interface HeaderReader {
  get(name: Lowercase<string>): string | null;
  /** All headers, where the host can list them. */
  entries?(): Iterable<readonly [name: string, value: string]>;
}

/** A request as a host passes it to the engine. Without a deadline, it takes as long as it takes. */
export interface EngineRequest extends WithDeadline {
  readonly method: string;
  /** An absolute URL, or its path and query alone. */
  readonly url: string;
  readonly headers: HeaderReader;
  /**
   * The body as text, or a function that reads it when it is needed; null for none. The function must stop after
   * `maxBytes` and throw what `readBody` throws, as `bodyReader` does.
   */
  readonly body: string | ((maxBytes: number) => Promise<string>) | null;
  /**
   * Returns the body as it arrives, for requests that send a file; it ends or fails when the client does. Default: the host
   * takes no files.
   */
  readonly content?: (() => AsyncIterable<Uint8Array>) | undefined;
  /** Aborts when the client disconnects; ends a long poll. */
  readonly signal?: AbortSignal | undefined;
  /** The client's address. */
  readonly ip?: string | undefined;
}

/** The engine's response. */
export interface EngineResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, the bytes of a download, or null for none. */
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null;
}

/** Adapts headers in an object with lower-case names, such as Node's. */
export function headerReader(headers: NamedHeaders): HeaderReader {
  return new NamedHeaderReader(headers);
}

type NamedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

class NamedHeaderReader implements HeaderReader {
  readonly #headers: NamedHeaders;

  constructor(headers: NamedHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name];
    return value === undefined ? null : textOf(value);
  }

  *entries(): Generator<readonly [string, string]> {
    for (const [name, value] of Object.entries(this.#headers)) {
      if (value !== undefined) yield [name, textOf(value)];
    }
  }
}

function textOf(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(', ');
}

export function toResponse({ status, headers, body }: EngineResponse): Response {
  return new Response(body as BodyInit | null, { status, headers });
}
