import type { AwsResponse } from '../aws/aws-call.ts';
import type { S3Settings } from '../aws/aws-settings.ts';
import { listKeys, listPage, requireSuccess } from './s3-listing.ts';
import { codeOfResponse, elementsOf, s3Problem, textOf } from './s3-problem.ts';
import { S3Requests } from './s3-requests.ts';
import { S3Uploads } from './s3-uploads.ts';

/** A part of an object. */
export interface ObjectPart {
  readonly bytes: Buffer;
  /** The size of the whole object. */
  readonly size: number;
  /** Identifies its content. */
  readonly etag: string;
}

/** The requests to a bucket. Each throws an `UnavailableError` that says what is wrong when it does not succeed. */
export class S3Bucket {
  readonly #requests: S3Requests;
  /** Its uploads in parts. */
  readonly uploads: S3Uploads;

  constructor(settings: S3Settings) {
    this.#requests = new S3Requests(settings);
    this.uploads = new S3Uploads(this.#requests);
  }

  /** Reads a part of an object; undefined when there is none. With an ETag, of that content only. */
  async read(
    key: string,
    { start, end }: { readonly start: number; readonly end: number },
    { etag, signal }: { readonly etag?: string; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ObjectPart | undefined> {
    const response = await this.#requests.call({
      operation: 'read',
      method: 'GET',
      path: this.#requests.pathOf(key),
      headers: {
        range: `bytes=${start}-${end - 1}`,
        ...(etag !== undefined && { 'if-match': etag }),
      },
      longestResponse: end - start,
      signal,
    });
    return partOf(response);
  }

  async write(key: string, pieces: readonly Uint8Array[]): Promise<void> {
    requireSuccess(
      await this.#requests.call({
        operation: 'write',
        method: 'PUT',
        path: this.#requests.pathOf(key),
        body: pieces,
      }),
    );
  }

  /** Deletes an object, if it exists. */
  async delete(key: string): Promise<void> {
    const path = this.#requests.pathOf(key);
    const response = await this.#requests.call({ operation: 'delete', method: 'DELETE', path });
    if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return;
    requireSuccess(response);
  }

  /** Copies an object of at most 5 GB. Returns false when there is none. */
  async copy(from: string, to: string): Promise<boolean> {
    const response = await this.#requests.call({
      operation: 'copy',
      method: 'PUT',
      path: this.#requests.pathOf(to),
      headers: { 'x-amz-copy-source': `/${this.#requests.bucket}/${from}` },
    });
    if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return false;
    requireSuccess(response);
    // S3 may find out that it failed after it has sent a status of 200. What it copied has an ETag.
    if (textOf(String(response.body), 'ETag') === undefined) throw s3Problem(response);
    return true;
  }

  /** Yields the keys that begin with a prefix. */
  list(prefix: string): AsyncGenerator<string> {
    return listKeys(this.#requests, prefix);
  }

  /** Checks that the bucket can be used, and returns whether a key begins with the prefix. */
  async hasAny(prefix: string): Promise<boolean> {
    return elementsOf(await listPage(this.#requests, prefix, 1), 'Contents').length > 0;
  }

  /** Closes idle connections. */
  close(): void {
    this.#requests.close();
  }
}

/** Returns the part that a bucket responded with; undefined when there is no such object. */
function partOf(response: AwsResponse): ObjectPart | undefined {
  if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return undefined;
  // The object is empty, or ends before the part.
  if (response.status === 416) return { bytes: Buffer.alloc(0), size: 0, etag: '' };
  if (response.status !== 206) throw s3Problem(response);
  const size = Number(/\/(\d{1,16})$/.exec(response.headers['content-range'] ?? '')?.[1]);
  if (!Number.isSafeInteger(size)) throw s3Problem(response);
  return { bytes: response.body, size, etag: response.headers.etag ?? '' };
}
