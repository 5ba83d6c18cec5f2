import { UnavailableError } from '@firsthandapi/engine';
import type { S3Bucket } from './s3-bucket.ts';
import { HEADER_BYTES } from './sealed-format.ts';
import type { UploadMemory } from './upload-memory.ts';

/** How large the parts of an upload are, in bytes. */
export interface PartSizes {
  /** What is longer is uploaded in parts. */
  readonly longestWhole: number;
  /** S3 takes up to 10,000 parts of at least 5 MiB each. */
  readonly part: number;
}

/** Up to 78 GiB. */
const DEFAULT_SIZES: PartSizes = { longestWhole: 16 * 1_024 * 1_024, part: 8 * 1_024 * 1_024 };

interface Destination {
  readonly bucket: S3Bucket;
  readonly memory: UploadMemory;
  /** @default whole up to 16 MiB, otherwise in parts of 8 MiB */
  readonly sizes?: PartSizes | undefined;
}

/**
 * Writes an object as it arrives: whole when it is short, otherwise in parts, of which it holds two. When anything fails,
 * the parts are removed and nothing is stored.
 */
export async function writeInParts(
  { bucket, memory, sizes = DEFAULT_SIZES }: Destination,
  key: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const held = new HeldPieces(memory);
  let upload: PartUpload | undefined;
  try {
    for await (const piece of source) {
      held.add(piece);
      if (upload === undefined && held.size > sizes.longestWhole) {
        upload = new PartUpload(
          bucket,
          key,
          await bucket.beginUpload(key),
          held.first(HEADER_BYTES),
        );
      }
      while (upload !== undefined && held.size >= sizes.part)
        await upload.add(held.take(sizes.part));
    }
    if (upload === undefined) await bucket.write(key, held.pieces);
    else {
      if (held.size > 0) await upload.add(held.take(held.size));
      await upload.complete();
    }
  } catch (error) {
    await upload?.abort();
    throw error;
  } finally {
    held.clear();
  }
}

/** Pieces of a source that have not been sent. */
class HeldPieces {
  readonly #memory: UploadMemory;
  pieces: Uint8Array[] = [];
  size = 0;

  constructor(memory: UploadMemory) {
    this.#memory = memory;
  }

  add(piece: Uint8Array): void {
    this.#memory.take(piece.byteLength);
    this.pieces.push(piece);
    this.size += piece.byteLength;
  }

  /** Removes the first bytes, and returns them with what frees their memory. */
  take(bytes: number): TakenPieces {
    const taken: Uint8Array[] = [];
    let missing = bytes;
    while (missing > 0) {
      const piece = this.pieces.shift();
      if (piece === undefined) break;
      taken.push(piece.subarray(0, missing));
      if (piece.byteLength > missing) this.pieces.unshift(piece.subarray(missing));
      missing -= Math.min(missing, piece.byteLength);
    }
    const size = bytes - missing;
    this.size -= size;
    return { pieces: taken, release: () => this.#memory.release(size) };
  }

  first(bytes: number): Buffer {
    const first = Buffer.alloc(bytes);
    let filled = 0;
    for (const piece of this.pieces) {
      if (filled === bytes) break;
      const part = piece.subarray(0, bytes - filled);
      first.set(part, filled);
      filled += part.byteLength;
    }
    return first.subarray(0, filled);
  }

  clear(): void {
    this.#memory.release(this.size);
    this.pieces = [];
    this.size = 0;
  }
}

interface TakenPieces {
  readonly pieces: readonly Uint8Array[];
  readonly release: () => void;
}

/** An upload in parts. While one part is sent, the next may be collected. */
class PartUpload {
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
    if (await this.#bucket.completeUpload(this.#id, this.#etags)) return;
    // Unknown, after a response that was lost? Then the object begins with this header.
    const stored = await this.#bucket.read(this.#id.key, { start: 0, end: HEADER_BYTES });
    if (stored?.bytes.equals(this.#header)) return;
    throw new UnavailableError('The files cannot be used: the bucket lost an upload');
  }

  /** Removes the parts. What cannot be removed now is removed when a server starts, a day later. */
  async abort(): Promise<void> {
    await this.#sending.catch(() => {});
    await this.#bucket.abortUpload(this.#id).catch(() => {});
  }

  async #send({ pieces, release }: TakenPieces): Promise<void> {
    try {
      this.#etags.push(await this.#bucket.writePart(this.#id, this.#etags.length + 1, pieces));
    } finally {
      release();
    }
  }
}
