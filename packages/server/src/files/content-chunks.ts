import { CHUNK_BYTES } from './sealed-format.ts';

/** Content as it arrives, in pieces of any size. */
export type ContentSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface ContentChunk {
  readonly chunk: Uint8Array;
  readonly isLast: boolean;
}

/**
 * Yields the source split into chunks. Even empty content has one, the last. Holds one chunk, whatever the size of the
 * pieces; a yielded chunk is valid until the next one is asked for.
 */
export async function* contentChunks(source: ContentSource): AsyncGenerator<ContentChunk> {
  const kept = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of source) {
    let start = 0;
    while (start < piece.byteLength) {
      // A full chunk is held back until more data arrives, since only then is it known not to be the last.
      if (filled === CHUNK_BYTES) {
        yield { chunk: kept, isLast: false };
        filled = 0;
      }
      const taken = Math.min(CHUNK_BYTES - filled, piece.byteLength - start);
      kept.set(piece.subarray(start, start + taken), filled);
      filled += taken;
      start += taken;
    }
  }
  yield { chunk: kept.subarray(0, filled), isLast: true };
}
