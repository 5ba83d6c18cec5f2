import { UnavailableError } from '@firsthandapi/engine';
import type { TakenPieces } from './held-pieces.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { HEADER_BYTES } from './sealed-format.ts';

/** An upload in parts. While one part is sent, the next may be collected. */
export class PartUpload {
  readonly #bucket: S3Bucket;
  readonly #id: { readonly key: string; readonly uploadId: string };
  readonly #header: Buffer;
  readonly #etags: string[] = [];
  #sending: Promise<void> = Promise.resolve();

  /** @param header The first bytes, which no other file has. */
  constructor(bucket: S3Bucket, key: string, uploadId: string, header: Buffer) {
    this.#bucket = bucket;
    this.#id = { key, uploadId };
    this.#header = header;
  }

  /** Begins to send a part, once the one before it has been sent. */
  async add(part: TakenPieces): Promise<void> {
    try {
      await this.#sending;
    } catch (error) {
      part.release();
      throw error;
    }
    this.#sending = this.#send(part);
    // It is awaited later: until then, its failure has a handler.
    this.#sending.catch(() => {});
  }

  async complete(): Promise<void> {
    await this.#sending;
    if (await this.#bucket.uploads.complete(this.#id, this.#etags)) return;
    // Unknown, after a response that was lost? Then the object begins with this header.
    const stored = await this.#bucket.read(this.#id.key, { start: 0, end: HEADER_BYTES });
    if (stored?.bytes.equals(this.#header)) return;
    throw new UnavailableError('The files cannot be used: the bucket lost an upload');
  }

  /** Removes the parts. What cannot be removed now is removed when a server starts, a day later. */
  async abort(): Promise<void> {
    await this.#sending.catch(() => {});
    await this.#bucket.uploads.abort(this.#id).catch(() => {});
  }

  async #send({ pieces, release }: TakenPieces): Promise<void> {
    try {
      this.#etags.push(
        await this.#bucket.uploads.writePart(this.#id, this.#etags.length + 1, pieces),
      );
    } finally {
      release();
    }
  }
}
