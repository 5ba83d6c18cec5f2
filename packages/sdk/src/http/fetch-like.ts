/** The options that the client passes to `fetch`. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** `manual`, so that no redirect receives the key. Left out for downloads. */
  redirect?: 'manual';
  signal: AbortSignal;
}

/** What the client reads of a response; every `Response` has it. */
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

/** A `fetch`, or anything that behaves like one: of a proxy agent, a test or a service binding. */
export interface FetchLike {
  (url: string, init: FetchInit): Promise<FetchResponse>;
  /** Creates the signals passed to this `fetch` when there is no middleware. @default AbortController */
  readonly Controller?: new () => Pick<AbortController, 'signal' | 'abort'>;
}
