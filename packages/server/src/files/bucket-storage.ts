import type { S3Settings } from '../aws/aws-settings.ts';
import { BucketFile } from './bucket-file.ts';
import { S3Bucket } from './s3-bucket.ts';
import { HEADER_BYTES } from './sealed-format.ts';
import type { FoundFile, SealedStorage } from './sealed-storage.ts';
import { UploadMemory } from './upload-memory.ts';
import { type PartSizes, writeInParts } from './write-in-parts.ts';

const PREFIX = 'files/';
/** Longer than any upload takes. */
const UPLOAD_LIFE_MS = 24 * 60 * 60 * 1_000;

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
      return { name, open: async () => new BucketFile(this.bucket, keyOf(name), header) };
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
    const uploads = await this.bucket.uploads.pending(PREFIX);
    const abandoned = uploads.filter(({ startedAt }) => startedAt <= now - UPLOAD_LIFE_MS);
    for (const upload of abandoned) await this.bucket.uploads.abort(upload);
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
