import { CHUNK_BYTES } from './sealed-format.ts';

/** A content as it arrives, in pieces of any size. */
export type ContentSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface ContentChunk {
  readonly chunk: Uint8Array;
  readonly isLast: boolean;
}

/** The source cut into chunks. Even an empty content has one, the last. */
export async function* contentChunks(source: ContentSource): AsyncGenerator<ContentChunk> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    kept = kept.length === 0 ? Buffer.from(piece) : Buffer.concat([kept, piece]);
    // A full chunk waits for more: only what follows tells that it is not the last.
    let start = 0;
    for (; kept.length - start > CHUNK_BYTES; start += CHUNK_BYTES) {
      yield { chunk: kept.subarray(start, start + CHUNK_BYTES), isLast: false };
    }
    kept = kept.subarray(start);
  }
  yield { chunk: kept, isLast: true };
}
