import type { File } from '@firsthandapi/spec';
import { FirstHandIntegrityError, FirstHandParseError } from '../errors/client-errors.ts';
import { checkResponse } from '../http/check-response.ts';
import { connect } from '../http/connect.ts';
import type { ByteStream, FetchResponse } from '../http/fetch-like.ts';
import { within } from '../http/within.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { errorFromResponse } from '../transport/error-from-response.ts';
import type { Bytes } from './download-target.ts';
import { createSha256, type Sha256 } from './sha-256.ts';

/**
 * The bytes of a file. Opened again after a failure, it continues behind the last byte.
 */
export interface FileSource {
  /**
   * Requests the bytes that are missing. An expired URL is refreshed once.
   *
   * @returns the file, with the URL that worked
   */
  open(): Promise<File>;
  /**
   * Returns the next bytes, `undefined` after the last.
   *
   * @throws FirstHandIntegrityError when the file is complete and does not match its `content_hash`
   */
  read(): Promise<Bytes | undefined>;
  /** Closes the connection. */
  cancel(reason?: unknown): void;
  /** Returns the number of bytes read; 0 when the next attempt starts from the beginning. */
  received(): number;
}

/**
 * Verifies the bytes of a file against its `content_hash` as they are read. The API key is never sent:
 * the URL is signed, and its host may belong to a third party.
 *
 * @param timeout the longest time without a byte, in milliseconds
 */
export function createFileSource(
  { fetch, cache }: Pick<ClientSettings, 'fetch' | 'cache'>,
  given: File,
  timeout: number,
  signal: AbortSignal | undefined,
  refresh: (id: string) => Promise<File>,
): FileSource {
  let file = given;
  let received = 0;
  let canResume = false;
  let hash: Sha256;
  let reader: ReturnType<ByteStream['getReader']> | undefined;

  const restart = (): void => {
    received = 0;
    hash = createSha256();
  };
  const cancel = (reason?: unknown): void => {
    reader?.cancel(reason).catch(() => {});
  };
  const timed = <T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    within(timeout, signal, () => `No ${what} of ${file.id} within ${timeout} ms`, work);

  const request = async (): Promise<FetchResponse['headers']> => {
    const headers: Record<string, string> = received ? { range: `bytes=${received}-` } : {};
    const response = await timed('response', async (inner) => {
      const init = { method: 'GET', headers, signal: inner, ...(cache && { cache }) };
      const found = await connect(file.download_url, async () =>
        checkResponse(await fetch(file.download_url, init)),
      );
      if (/20[06]/.test(`${found.status}`) || (received && found.status === 416)) return found;
      // Read so that the connection is free again, but not shown: it may repeat the signed URL.
      await found.text().catch(() => {});
      throw errorFromResponse(found, '');
    });
    const { status, headers: own, body } = response;
    // The body of node-fetch is a stream of Node, which has no readers.
    reader = body?.getReader?.();
    if (status === 206 && own.get('content-range')?.startsWith(`bytes ${received}-`)) return own;
    const isWhole = status === 200 || !received;
    restart();
    if (isWhole) return own;
    cancel();
    return request();
  };

  restart();
  return {
    cancel,
    received: () => received,
    async open() {
      const isStale = Date.parse(file.download_url_expires_at) <= Date.now();
      if (isStale) file = await refresh(file.id);
      const headers = await request().catch(async (error) => {
        if (isStale || error.status !== 403) throw error;
        file = await refresh(file.id);
        return request();
      });
      if (!reader) throw new FirstHandParseError('The response has no web stream');
      // A range counts the bytes on the wire, and these were decoded.
      canResume = !headers.has('content-encoding');
      return file;
    },
    async read() {
      try {
        const { value } = await timed('byte', () =>
          connect(file.download_url, () => (reader as NonNullable<typeof reader>).read()),
        );
        if (value) {
          hash.update(value);
          received += value.length;
          // Not read to its end, which may never come.
          if (!(received > file.size_bytes)) return value as Bytes;
        } else if (hash.digest('hex') === file.content_hash) return undefined;
        canResume = false;
        throw new FirstHandIntegrityError(`The bytes of ${file.id} do not match its content_hash`);
      } catch (error) {
        cancel(error);
        if (!canResume) restart();
        throw error;
      }
    },
  };
}
