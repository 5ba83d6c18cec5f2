/** What the client asks of a `fetch`. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** `manual`: the key is never sent on to where a redirect points. Left out for downloads. */
  redirect?: 'manual';
  signal: AbortSignal;
}

/** What the client reads of an answer; every `Response` has it. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    has(name: string): boolean;
    forEach(callback: (value: string, name: string) => void): void;
  };
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
}

/** A `fetch`, or anything that answers like one: a proxy agent's, a test's, a service binding's. */
export interface FetchLike {
  (url: string, init: FetchInit): Promise<FetchResponse>;
  /** What makes the signals that it is given, where no middleware sees them. @default AbortController */
  readonly Controller?: new () => Pick<AbortController, 'signal' | 'abort'>;
}
