/** The options that the client passes to `fetch`. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** `manual`, so that no redirect receives the key. Left out for downloads. */
  redirect?: 'manual';
  /** Keeps caches away, such as that of Next.js, which would repeat the first response for ever. */
  cache?: 'no-store';
  signal: AbortSignal;
}

/** The part of a `ReadableStream` that the client uses; those of the web and of Node both have it. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/** What the client reads of a response; every `Response` has it. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    has(name: string): boolean;
    forEach(callback: (value: string, name: string) => void): void;
  };
  readonly body: ByteStream | null;
  text(): Promise<string>;
}

/** A `fetch`, or anything that behaves like one: of a proxy agent, a test or a service binding. */
export interface FetchLike {
  (url: string, init: FetchInit): Promise<FetchResponse>;
  /** Creates the signals passed to this `fetch` when there is no middleware. @default AbortController */
  readonly Controller?: new () => Pick<AbortController, 'signal' | 'abort'>;
}
