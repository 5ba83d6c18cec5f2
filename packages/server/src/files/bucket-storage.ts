import { UnavailableError } from '@firsthandapi/engine';
import type { S3Settings } from '../aws/aws-settings.ts';
import { type ObjectPart, S3Bucket } from './s3-bucket.ts';
import { HEADER_BYTES, SEALED_CHUNK_BYTES } from './sealed-format.ts';
import type { FoundFile, OpenFile, SealedStorage } from './sealed-storage.ts';
import { UploadMemory } from './upload-memory.ts';
import { type PartSizes, writeInParts } from './write-in-parts.ts';

const PREFIX = 'files/';
/** Longer than any upload takes. */
const UPLOAD_LIFE_MS = 24 * 60 * 60 * 1_000;
const FIRST_WINDOW_BYTES = 2 * SEALED_CHUNK_BYTES;
const LARGEST_WINDOW_BYTES = 16 * SEALED_CHUNK_BYTES;

/**
 * Sealed files in an S3 bucket, under `files/`. An object appears when all of it is stored. It is read in windows of at
 * most 1 MiB, so that a slow client holds neither a connection nor much memory.
 */
export class BucketStorage implements SealedStorage {
  readonly bucket: S3Bucket;
  readonly #memory = new UploadMemory();
  readonly #sizes: PartSizes | undefined;

  /** @param sizes what S3 itself takes, unless a test says otherwise */
  constructor(settings: S3Settings, sizes?: PartSizes) {
    this.bucket = new S3Bucket(settings);
    this.#sizes = sizes;
  }

  async write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
    const destination = { bucket: this.bucket, memory: this.#memory, sizes: this.#sizes };
    await writeInParts(destination, keyOf(name), sealed);
  }

  /** Looks twice under several names: a retirement may rename the file between two looks. */
  async find(names: readonly string[], signal?: AbortSignal): Promise<FoundFile | undefined> {
    const looks = names.length === 1 ? names : [...names, ...names];
    for (const name of looks) {
      const header = await this.bucket.read(
        keyOf(name),
        { start: 0, end: HEADER_BYTES },
        { signal },
      );
      if (header === undefined) continue;
      return { name, open: async () => new BucketFile(this.bucket, name, header) };
    }
    return undefined;
  }

  async delete(names: readonly string[]): Promise<void> {
    for (const name of names) await this.bucket.delete(keyOf(name));
  }

  /** Copies and deletes: in between, the file has both names. */
  async rename(from: string, to: string): Promise<boolean> {
    if (!(await this.bucket.copy(keyOf(from), keyOf(to)))) return false;
    await this.bucket.delete(keyOf(from));
    return true;
  }

  async *list(): AsyncGenerator<string> {
    for await (const key of this.bucket.list(PREFIX)) yield key.slice(PREFIX.length);
  }

  /** Uploads from the last day stay. */
  async removeAbandoned(now: number): Promise<number> {
    const uploads = await this.bucket.pendingUploads(PREFIX);
    const abandoned = uploads.filter(({ startedAt }) => startedAt <= now - UPLOAD_LIFE_MS);
    for (const upload of abandoned) await this.bucket.abortUpload(upload);
    return abandoned.length;
  }

  /** Returns whether there are files. */
  hasAny(): Promise<boolean> {
    return this.bucket.hasAny(PREFIX);
  }

  /** Closes idle connections. */
  close(): void {
    this.bucket.close();
  }
}

function keyOf(name: string): string {
  return `${PREFIX}${name}`;
}

/** An object whose header has been read. */
class BucketFile implements OpenFile {
  readonly #bucket: S3Bucket;
  readonly #name: string;
  readonly #header: ObjectPart;

  constructor(bucket: S3Bucket, name: string, header: ObjectPart) {
    this.#bucket = bucket;
    this.#name = name;
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
    const part = await this.#bucket.read(keyOf(this.#name), { start, end }, { etag });
    // A client that asks again, for the rest, gets what there is then.
    if (part === undefined) throw changed('deleted or renamed');
    if (part.etag !== '' && part.etag !== etag) throw changed('replaced');
    return part.bytes;
  }
}

function changed(how: string): UnavailableError {
  return new UnavailableError(`The files cannot be used: the file was ${how} while it was read`);
}
