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
import type { OpenFile } from './sealed-storage.ts';

/** Returns the header of a sealed file, or throws when the file is not sealed. */
export async function readHeader(file: OpenFile): Promise<SealedHeader> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read(0, HEADER_BYTES)) pieces.push(piece);
  return parseHeader(Buffer.concat(pieces));
}

/** Reads and decrypts the chunks of one sealed file that a range overlaps. */
export class ChunkReader {
  readonly #file: OpenFile;
  readonly #chunks: number;
  readonly #contentBytes: number;
  readonly #sealer: ChunkSealer;

  constructor(file: OpenFile, sealer: ChunkSealer) {
    const { chunks, contentBytes } = layoutOf(file.size);
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
    let place = from;
    for await (const sealed of sealedChunks(this.#sealedBytes(from, to))) {
      const chunk = this.#sealer.open(sealed, place, place === this.#chunks - 1);
      const start = place * CHUNK_BYTES;
      const part = chunk.subarray(Math.max(0, first - start), last - start + 1);
      place += 1;
      if (part.length > 0) yield part;
    }
    if (place <= to) throw new Error(`The file ends before chunk ${place}`);
  }

  #sealedBytes(from: number, to: number): AsyncIterable<Uint8Array> {
    const end = HEADER_BYTES + (to + 1) * SEALED_CHUNK_BYTES;
    return this.#file.read(
      HEADER_BYTES + from * SEALED_CHUNK_BYTES,
      Math.min(end, this.#file.size),
    );
  }
}

/** Regroups bytes into sealed chunks, of which the last may be shorter. */
async function* sealedChunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    let rest = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    for (; rest.length >= SEALED_CHUNK_BYTES; rest = rest.subarray(SEALED_CHUNK_BYTES)) {
      yield rest.subarray(0, SEALED_CHUNK_BYTES);
    }
    kept = rest;
  }
  if (kept.length > 0) yield kept;
}
