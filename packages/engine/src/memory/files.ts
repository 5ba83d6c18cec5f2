import type { ByteRange } from '../media/media-content.ts';
import type { Files } from '../ports.ts';

/** File contents in a Map. */
export class MemoryFiles implements Files {
  readonly #contents = new Map<string, Uint8Array>();

  async put(
    key: string,
    _organizationId: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    this.#contents.set(key, await collectBytes(content));
  }

  async open(
    key: string,
    _organizationId?: string,
    range?: ByteRange,
  ): Promise<Uint8Array | undefined> {
    const content = this.#contents.get(key);
    return range === undefined ? content : content?.subarray(range.first, range.last + 1);
  }

  async delete(key: string): Promise<void> {
    this.#contents.delete(key);
  }
}

/** Returns content as one array, for those who keep it in memory. */
export async function collectBytes(
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    pieces.push(piece);
    size += piece.byteLength;
  }
  const bytes = new Uint8Array(size);
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.byteLength;
  }
  return bytes;
}
