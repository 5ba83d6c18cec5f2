import { CHUNK_BYTES } from './sealed-format.ts';

/** Content as it arrives, in pieces of any size. */
export type ContentSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface ContentChunk {
  readonly chunk: Uint8Array;
  readonly isLast: boolean;
}

/** Yields the source split into chunks. Even empty content has one, the last. */
export async function* contentChunks(source: ContentSource): AsyncGenerator<ContentChunk> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    kept = kept.length === 0 ? Buffer.from(piece) : Buffer.concat([kept, piece]);
    // A full chunk is held back until more data arrives, since only then is it known not to be the last.
    let start = 0;
    for (; kept.length - start > CHUNK_BYTES; start += CHUNK_BYTES) {
      yield { chunk: kept.subarray(start, start + CHUNK_BYTES), isLast: false };
    }
    kept = kept.subarray(start);
  }
  yield { chunk: kept, isLast: true };
}
