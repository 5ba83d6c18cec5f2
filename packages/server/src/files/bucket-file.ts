import { UnavailableError } from '@firsthandapi/engine';
import type { ObjectPart, S3Bucket } from './s3-bucket.ts';
import { SEALED_CHUNK_BYTES } from './sealed-format.ts';
import type { OpenFile } from './sealed-storage.ts';

const FIRST_WINDOW_BYTES = 2 * SEALED_CHUNK_BYTES;
const LARGEST_WINDOW_BYTES = 16 * SEALED_CHUNK_BYTES;

/** An object whose header has been read. */
export class BucketFile implements OpenFile {
  readonly #bucket: S3Bucket;
  readonly #key: string;
  readonly #header: ObjectPart;

  constructor(bucket: S3Bucket, key: string, header: ObjectPart) {
    this.#bucket = bucket;
    this.#key = key;
    this.#header = header;
  }

  get size(): number {
    return this.#header.size;
  }

  async *read(start: number, wantedEnd: number): AsyncGenerator<Uint8Array> {
    const { bytes, size } = this.#header;
    const end = Math.min(wantedEnd, size);
    if (start < Math.min(bytes.length, end)) yield bytes.subarray(start, end);
    let window = FIRST_WINDOW_BYTES;
    for (let position = Math.max(start, bytes.length); position < end; ) {
      const piece = await this.#window(position, Math.min(position + window, end));
      if (piece.length === 0) return;
      position += piece.length;
      yield piece;
      window = Math.min(2 * window, LARGEST_WINDOW_BYTES);
    }
  }

  async close(): Promise<void> {}

  async #window(start: number, end: number): Promise<Buffer> {
    const { etag } = this.#header;
    const part = await this.#bucket.read(this.#key, { start, end }, { etag });
    // A client that asks again, for the rest, gets what there is then.
    if (part === undefined) throw changed('deleted or renamed');
    if (part.etag !== '' && part.etag !== etag) throw changed('replaced');
    return part.bytes;
  }
}

function changed(how: string): UnavailableError {
  return new UnavailableError(`The files cannot be used: the file was ${how} while it was read`);
}
