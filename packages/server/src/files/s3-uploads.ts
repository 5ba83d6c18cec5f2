import { LIST_BYTES, listingOf, requireSuccess } from './s3-listing.ts';
import { codeOfResponse, elementsOf, s3Problem, textOf } from './s3-problem.ts';
import type { S3Requests } from './s3-requests.ts';

/** An upload in parts that is not complete. */
export interface PendingUpload {
  readonly key: string;
  readonly uploadId: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Uploads in parts to a bucket. */
export class S3Uploads {
  readonly #requests: S3Requests;

  constructor(requests: S3Requests) {
    this.#requests = requests;
  }

  /** Begins an upload in parts, and returns its id. */
  async begin(key: string): Promise<string> {
    const response = await this.#requests.call({
      operation: 'begin_upload',
      method: 'POST',
      path: this.#requests.pathOf(key),
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
    const response = await this.#requests.call({
      operation: 'write_part',
      method: 'PUT',
      path: this.#requests.pathOf(key),
      query: { partNumber: String(number), uploadId },
      body: pieces,
    });
    requireSuccess(response);
    return response.headers.etag ?? '';
  }

  /** Makes the parts an object. Returns false when the upload is unknown, such as one that is complete already. */
  async complete(
    { key, uploadId }: Pick<PendingUpload, 'key' | 'uploadId'>,
    etags: readonly string[],
  ): Promise<boolean> {
    const parts = etags.map(
      (etag, place) => `<Part><PartNumber>${place + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    const response = await this.#requests.call({
      operation: 'complete_upload',
      method: 'POST',
      path: this.#requests.pathOf(key),
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
  async abort({ key, uploadId }: Pick<PendingUpload, 'key' | 'uploadId'>): Promise<void> {
    const response = await this.#requests.call({
      operation: 'abort_upload',
      method: 'DELETE',
      path: this.#requests.pathOf(key),
      query: { uploadId },
    });
    if (codeOfResponse(response) !== 'NoSuchUpload') requireSuccess(response);
  }

  /** Returns up to 1,000 uploads under a prefix that are not complete. */
  async pending(prefix: string): Promise<readonly PendingUpload[]> {
    const response = await this.#requests.call({
      operation: 'list_uploads',
      method: 'GET',
      path: this.#requests.root,
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
}
