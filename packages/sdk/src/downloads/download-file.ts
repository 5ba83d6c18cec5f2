import type { File } from '@firsthandapi/spec';
import { FirstHandParseError } from '../errors/client-errors.ts';
import { connect } from '../http/connect.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { within } from '../http/within.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { resolveLimits } from '../settings/limits.ts';
import { errorFromResponse } from '../transport/error-from-response.ts';
import { repeat } from '../transport/repeat.ts';
import { saveToPath } from './save-to-path.ts';
import { verifiedStream } from './verified-stream.ts';

/** Where the bytes go: to memory, to a stream that is returned, to a given stream, or to a path. */
export type DownloadTarget = 'bytes' | 'stream' | WritableStream<Uint8Array> | (string & {});

/** How to download a file. */
export interface DownloadOptions<To extends DownloadTarget = DownloadTarget> {
  /**
   * `'bytes'` for a `Uint8Array`, `'stream'` for a `ReadableStream`, a `WritableStream` to write to,
   * or the path of a file to write (Node, Bun and Deno).
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
  ? Uint8Array
  : To extends 'stream'
    ? ReadableStream<Uint8Array>
    : File;

/**
 * Downloads a file and verifies its bytes against `content_hash`. An expired URL is refreshed once.
 * The API key is never sent: the URL is signed, and its host may belong to a third party.
 */
export async function downloadFile(
  settings: ClientSettings,
  file: File | string,
  options: DownloadOptions,
  refresh: (id: string) => Promise<File>,
): Promise<Uint8Array | ReadableStream<Uint8Array> | File> {
  const { to = 'bytes', signal } = options;
  const limits = resolveLimits(options, settings.limits);
  const { timeout } = limits;
  let current = typeof file === 'string' ? await refresh(file) : file;

  const request = (): Promise<FetchResponse> =>
    within(
      timeout,
      signal,
      () => `No response for ${current.id} within ${timeout} ms`,
      async (inner) => {
        const init = { method: 'GET', headers: {}, signal: inner };
        const response = await connect(settings.fetch, current.download_url, init);
        if (response.status === 200) return response;
        throw errorFromResponse(response, await response.text().catch(() => ''));
      },
    );
  const open = async (): Promise<ReadableStream<Uint8Array>> => {
    const isStale = Date.parse(current.download_url_expires_at) <= Date.now();
    if (isStale) current = await refresh(current.id);
    const { body } = await request().catch(async (error) => {
      if (isStale || error.status !== 403) throw error;
      current = await refresh(current.id);
      return request();
    });
    if (!body)
      throw new FirstHandParseError(
        'The response has no body stream: this runtime cannot download',
      );
    return verifiedStream(body, current, timeout, signal);
  };

  const result = await repeat(settings, limits, signal, async () => {
    const stream = await open();
    if (to === 'bytes') return readBytes(stream);
    if (typeof to !== 'string' || to === 'stream') return stream;
    await saveToPath(stream, to);
    return current;
  });
  if (typeof to === 'string') return result;
  await (result as ReadableStream<Uint8Array>).pipeTo(to);
  return current;
}

async function readBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
