import type { File } from '@firsthandapi/spec';
import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * A `Uint8Array` over an `ArrayBuffer`, which `Blob`, `Response` and Web Crypto accept. Named by a
 * method's result, because `Uint8Array<ArrayBuffer>` does not compile before TypeScript 5.7.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;

/** Where the bytes go: to memory, to a stream that is returned, to a given stream, or to a path. */
export type DownloadTarget = 'bytes' | 'stream' | WritableStream<Uint8Array> | (string & {});

/** How to download a file. */
export interface DownloadOptions<To extends DownloadTarget = DownloadTarget> {
  /**
   * `'bytes'` for a `Uint8Array`, `'stream'` for a `ReadableStream`, a `WritableStream` to write to,
   * or the path of a file to write (Node, Bun and Deno), whose folder is created.
   * @default 'bytes'
   */
  readonly to?: To | undefined;
  /** Milliseconds without a byte after which an attempt fails. @default that of the client */
  readonly timeout?: number | undefined;
  /** Attempts after the first; a stream is not retried once it flows. @default that of the client */
  readonly maxRetries?: number | undefined;
  /** Aborts the download. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of a download by its target: bytes, a stream, or the file that was written. */
export type Downloaded<To> = To extends 'bytes'
  ? Bytes
  : To extends 'stream'
    ? ReadableStream<Bytes>
    : File;

/**
 * Rejects what is neither a path nor a stream of the web.
 *
 * @throws FirstHandConfigurationError
 */
export function checkTarget(to: unknown): void {
  if (typeof to === 'string' ? to : Object(to).getWriter && !Object(to).locked) return;
  throw new FirstHandConfigurationError(
    'Invalid to: pass "bytes" or "stream", a path or a WritableStream',
  );
}
