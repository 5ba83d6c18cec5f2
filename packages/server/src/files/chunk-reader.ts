import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from '@firsthandapi/engine';
import {
  CHUNK_BYTES,
  type ChunkSealer,
  HEADER_BYTES,
  layoutOf,
  parseHeader,
  SEALED_CHUNK_BYTES,
  type SealedHeader,
} from './sealed-format.ts';

/** The operations of an open file that reading needs. */
export type ReadableFile = Pick<FileHandle, 'read' | 'stat' | 'close'>;

/** Returns the header of a sealed file, or throws when the file is not sealed. */
export async function readHeader(file: ReadableFile): Promise<SealedHeader> {
  return parseHeader(await readAt(file, 0, HEADER_BYTES));
}

/** Reads and decrypts the chunks of one sealed file that a range overlaps. */
export class ChunkReader {
  readonly #file: ReadableFile;
  readonly #chunks: number;
  readonly #contentBytes: number;
  readonly #sealer: ChunkSealer;

  constructor(file: ReadableFile, sealedBytes: number, sealer: ChunkSealer) {
    const { chunks, contentBytes } = layoutOf(sealedBytes);
    this.#file = file;
    this.#chunks = chunks;
    this.#contentBytes = contentBytes;
    this.#sealer = sealer;
  }

  /** Yields the content, or a range of it. Throws when a chunk was altered or is missing. */
  async *read(range: ByteRange | undefined): AsyncGenerator<Uint8Array> {
    const { first, last } = range ?? { first: 0, last: this.#contentBytes - 1 };
    if (range !== undefined && (first < 0 || last < first || last >= this.#contentBytes)) {
      throw new Error(
        `Range ${first}–${last} is outside the content (${this.#contentBytes} bytes)`,
      );
    }
    const from = Math.floor(first / CHUNK_BYTES);
    // Even empty content has one chunk, whose tag is verified.
    const to = Math.max(from, Math.floor(last / CHUNK_BYTES));
    for (let place = from; place <= to; place += 1) {
      const chunk = await this.#chunk(place);
      const start = place * CHUNK_BYTES;
      const part = chunk.subarray(Math.max(0, first - start), last - start + 1);
      if (part.length > 0) yield part;
    }
  }

  async #chunk(place: number): Promise<Buffer> {
    const isLast = place === this.#chunks - 1;
    const start = HEADER_BYTES + place * SEALED_CHUNK_BYTES;
    const sealed = await readAt(this.#file, start, SEALED_CHUNK_BYTES);
    return this.#sealer.open(sealed, place, isLast);
  }
}

async function readAt(file: ReadableFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
