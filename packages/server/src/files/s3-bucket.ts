import { UnavailableError } from '@firsthandapi/engine';
import { AwsClient, type AwsResponse } from '../aws/aws-client.ts';
import type { S3Settings } from '../aws/aws-settings.ts';
import { codeOfResponse, elementsOf, s3Problem, textOf } from './s3-problem.ts';

/** A part of an object. */
export interface ObjectPart {
  readonly bytes: Buffer;
  /** The size of the whole object. */
  readonly size: number;
  /** Identifies its content. */
  readonly etag: string;
}

/** An upload in parts that is not complete. */
export interface PendingUpload {
  readonly key: string;
  readonly uploadId: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
}

const LIST_BYTES = 4 * 1_024 * 1_024;

/** The requests to a bucket. Each throws an `UnavailableError` that says what is wrong when it does not succeed. */
export class S3Bucket {
  readonly #client: AwsClient;
  readonly #bucket: string;
  readonly #root: string;

  constructor(settings: S3Settings) {
    const { bucket, region, endpoint = `https://s3.${region}.amazonaws.com` } = settings;
    const { pathStyle = settings.endpoint !== undefined, onAttempt, attemptMs, pause } = settings;
    const url = new URL(endpoint);
    if (!pathStyle) url.host = `${bucket}.${url.host}`;
    this.#bucket = bucket;
    this.#root = pathStyle ? `/${bucket}` : '/';
    this.#client = new AwsClient({
      service: 's3',
      region,
      endpoint: url.href,
      credentials: settings.credentials,
      // S3 reports a connection that stalled as a fault of the client.
      isTransient: (response) =>
        response.status === 400 && codeOfResponse(response) === 'RequestTimeout',
      onAttempt,
      attemptMs,
      pause,
    });
  }

  /** Reads a part of an object; undefined when there is none. With an ETag, of that content only. */
  async read(
    key: string,
    { start, end }: { readonly start: number; readonly end: number },
    { etag, signal }: { readonly etag?: string; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ObjectPart | undefined> {
    const response = await this.#client.call({
      operation: 'read',
      method: 'GET',
      path: this.#pathOf(key),
      headers: {
        range: `bytes=${start}-${end - 1}`,
        ...(etag !== undefined && { 'if-match': etag }),
      },
      longestResponse: end - start,
      signal,
    });
    if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return undefined;
    // The object is empty, or ends before the part.
    if (response.status === 416) return { bytes: Buffer.alloc(0), size: 0, etag: '' };
    if (response.status !== 206) throw s3Problem(response);
    const size = Number(/\/(\d{1,16})$/.exec(response.headers['content-range'] ?? '')?.[1]);
    if (!Number.isSafeInteger(size)) throw s3Problem(response);
    return { bytes: response.body, size, etag: response.headers.etag ?? '' };
  }

  async write(key: string, pieces: readonly Uint8Array[]): Promise<void> {
    requireSuccess(
      await this.#client.call({
        operation: 'write',
        method: 'PUT',
        path: this.#pathOf(key),
        body: pieces,
      }),
    );
  }

  /** Deletes an object, if it exists. */
  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key);
    const response = await this.#client.call({ operation: 'delete', method: 'DELETE', path });
    if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return;
    requireSuccess(response);
  }

  /** Copies an object of at most 5 GB. Returns false when there is none. */
  async copy(from: string, to: string): Promise<boolean> {
    const response = await this.#client.call({
      operation: 'copy',
      method: 'PUT',
      path: this.#pathOf(to),
      headers: { 'x-amz-copy-source': `/${this.#bucket}/${from}` },
    });
    if (response.status === 404 && codeOfResponse(response) === 'NoSuchKey') return false;
    requireSuccess(response);
    // S3 may find out that it failed after it has sent a status of 200. What it copied has an ETag.
    if (textOf(String(response.body), 'ETag') === undefined) throw s3Problem(response);
    return true;
  }

  /** Yields the keys that begin with a prefix. */
  async *list(prefix: string): AsyncGenerator<string> {
    const followed = new Set<string | undefined>();
    let token: string | undefined;
    do {
      // The same pages again, and forever.
      if (followed.has(token)) throw listingProblem('repeats a page of its list');
      followed.add(token);
      const xml = await this.#listPage(prefix, 1_000, token);
      for (const entry of elementsOf(xml, 'Contents')) yield textOf(entry, 'Key') ?? '';
      token = textOf(xml, 'NextContinuationToken');
    } while (token !== undefined);
  }

  /** Checks that the bucket can be used, and returns whether a key begins with the prefix. */
  async hasAny(prefix: string): Promise<boolean> {
    return elementsOf(await this.#listPage(prefix, 1), 'Contents').length > 0;
  }

  /** Begins an upload in parts, and returns its id. */
  async beginUpload(key: string): Promise<string> {
    const response = await this.#client.call({
      operation: 'begin_upload',
      method: 'POST',
      path: this.#pathOf(key),
      query: { uploads: '' },
    });
    requireSuccess(response);
    const uploadId = textOf(String(response.body), 'UploadId');
    if (uploadId === undefined) throw s3Problem(response);
    return uploadId;
  }

  /** Uploads a part, numbered from 1, and returns its ETag. */
  async writePart(
    { key, uploadId }: Pick<PendingUpload, 'key' | 'uploadId'>,
    number: number,
    pieces: readonly Uint8Array[],
  ): Promise<string> {
    const response = await this.#client.call({
      operation: 'write_part',
      method: 'PUT',
      path: this.#pathOf(key),
      query: { partNumber: String(number), uploadId },
      body: pieces,
    });
    requireSuccess(response);
    return response.headers.etag ?? '';
  }

  /** Makes the parts an object. Returns false when the upload is unknown, such as one that is complete already. */
  async completeUpload(
    { key, uploadId }: Pick<PendingUpload, 'key' | 'uploadId'>,
    etags: readonly string[],
  ): Promise<boolean> {
    const parts = etags.map(
      (etag, place) => `<Part><PartNumber>${place + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    const response = await this.#client.call({
      operation: 'complete_upload',
      method: 'POST',
      path: this.#pathOf(key),
      query: { uploadId },
      body: [Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)],
    });
    if (codeOfResponse(response) === 'NoSuchUpload') return false;
    requireSuccess(response);
    // S3 may find out that it failed after it has sent a status of 200.
    if (codeOfResponse(response) !== '') throw s3Problem(response);
    return true;
  }

  /** Ends an upload and removes its parts. */
  async abortUpload({ key, uploadId }: Pick<PendingUpload, 'key' | 'uploadId'>): Promise<void> {
    const response = await this.#client.call({
      operation: 'abort_upload',
      method: 'DELETE',
      path: this.#pathOf(key),
      query: { uploadId },
    });
    if (codeOfResponse(response) !== 'NoSuchUpload') requireSuccess(response);
  }

  /** Returns up to 1,000 uploads under a prefix that are not complete. */
  async pendingUploads(prefix: string): Promise<readonly PendingUpload[]> {
    const response = await this.#client.call({
      operation: 'list_uploads',
      method: 'GET',
      path: this.#root,
      query: { uploads: '', prefix },
      longestResponse: LIST_BYTES,
    });
    const xml = listingOf(response, 'ListMultipartUploadsResult');
    return elementsOf(xml, 'Upload').map((entry) => ({
      key: textOf(entry, 'Key') ?? '',
      uploadId: textOf(entry, 'UploadId') ?? '',
      startedAt: Date.parse(textOf(entry, 'Initiated') ?? ''),
    }));
  }

  /** Closes idle connections. */
  close(): void {
    this.#client.close();
  }

  async #listPage(prefix: string, most: number, token?: string): Promise<string> {
    const response = await this.#client.call({
      operation: 'list',
      method: 'GET',
      path: this.#root,
      query: {
        'list-type': '2',
        'max-keys': String(most),
        prefix,
        ...(token !== undefined && { 'continuation-token': token }),
      },
      longestResponse: LIST_BYTES,
    });
    return listingOf(response, 'ListBucketResult');
  }

  #pathOf(key: string): string {
    return this.#root === '/' ? `/${key}` : `${this.#root}/${key}`;
  }
}

function listingProblem(problem: string): UnavailableError {
  return new UnavailableError(`The files cannot be used: the bucket ${problem}`);
}

/** Returns the text of a list. Anything else with a status of 200 would be taken for a bucket that is empty. */
function listingOf(response: AwsResponse, element: string): string {
  requireSuccess(response);
  const xml = String(response.body);
  if (xml.includes(`</${element}>`)) return xml;
  throw codeOfResponse(response) === '' ? listingProblem('returns no list') : s3Problem(response);
}

function requireSuccess(response: AwsResponse): void {
  if (response.status < 200 || response.status > 299) throw s3Problem(response);
}
