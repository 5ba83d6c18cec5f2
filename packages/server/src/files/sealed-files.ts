import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '@firsthandapi/engine';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import {
  CHUNK_BYTES,
  ChunkSealer,
  formatHeader,
  HEADER_BYTES,
  layoutOf,
  newHeader,
  parseHeader,
  SEALED_CHUNK_BYTES,
} from './sealed-format.ts';

/** The bytes from `first` to `last`, both included. */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
}

/** Contents as sealed files in a folder (contract §8), streamed both ways a chunk at a time. */
export class SealedFiles implements Files {
  readonly #folder: string;
  readonly #keyring: LocalKeyring;

  constructor(folder: string, keyring: LocalKeyring) {
    this.#folder = folder;
    this.#keyring = keyring;
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.putStream(key, [bytes]);
  }

  /** Seals a content while it arrives; it is there, whole and on disk, once this resolves. */
  async putStream(
    key: string,
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const path = this.#pathOf(key);
    const draft = join(this.#folder, `${randomUUID()}.draft`);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await this.#writeDraft(draft, key, source);
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** The content, or a part of it; undefined when it is unknown or deleted. A range must lie within the content. */
  async open(key: string, range?: ContentRange): Promise<ReadableStream<Uint8Array> | undefined> {
    return (await isFile(this.#pathOf(key))) ? streamOf(this.#read(key, range)) : undefined;
  }

  async delete(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  /** Names on disk say nothing of the content: they are keyed hashes. */
  #pathOf(key: string): string {
    const name = this.#keyring.sign('file-name', key);
    return join(this.#folder, name.slice(0, 2), name.slice(2));
  }

  async #writeDraft(
    path: string,
    key: string,
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const dataKey = this.#keyring.currentDataKey();
    const header = newHeader(dataKey.version);
    const sealer = new ChunkSealer(dataKey.key, header, key);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.write(formatHeader(header));
      let place = 0;
      for await (const { chunk, isLast } of chunksOf(source)) {
        await file.write(sealer.seal(chunk, place, isLast));
        place += 1;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The file is open from the first read to the end, or until the reader goes away. */
  async *#read(key: string, range: ContentRange | undefined): AsyncGenerator<Uint8Array> {
    const file = await open(this.#pathOf(key), 'r');
    try {
      const { size } = await file.stat();
      const header = parseHeader(await readAt(file, 0, HEADER_BYTES));
      const sealer = new ChunkSealer(this.#keyring.dataKey(header.keyVersion), header, key);
      const reader = new ChunkReader(file, size, sealer);
      yield* reader.read(range ?? { first: 0, last: reader.contentBytes - 1 });
    } finally {
      await file.close();
    }
  }
}

/** Reads and opens the chunks of one file. */
class ChunkReader {
  readonly contentBytes: number;
  readonly #file: FileHandle;
  readonly #chunks: number;
  readonly #sealer: ChunkSealer;

  constructor(file: FileHandle, sealedBytes: number, sealer: ChunkSealer) {
    const { chunks, contentBytes } = layoutOf(sealedBytes);
    this.contentBytes = contentBytes;
    this.#file = file;
    this.#chunks = chunks;
    this.#sealer = sealer;
  }

  async *read({ first, last }: ContentRange): AsyncGenerator<Uint8Array> {
    const from = Math.floor(first / CHUNK_BYTES);
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

/** The source cut into chunks. Even an empty content has one, the last. */
async function* chunksOf(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<{ chunk: Uint8Array; isLast: boolean }> {
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

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
