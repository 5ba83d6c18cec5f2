import type { KeyObject } from 'node:crypto';
import {
  type ByteRange,
  ContentError,
  ErasedError,
  type Files,
  UnavailableError,
} from '@firsthandapi/engine';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { ChunkReader, readHeader } from './chunk-reader.ts';
import { type ContentSource, contentChunks } from './content-chunks.ts';
import { ChunkSealer, formatHeader, newHeader } from './sealed-format.ts';
import type { FoundFile, SealedStorage } from './sealed-storage.ts';

/** The data keys under which contents are sealed: each organization has one, until it is erased. */
export interface ContentKeys {
  dataKey(organizationId: string): Promise<KeyObject | undefined>;
}

/** The key version in the header of a file that is sealed under its organization's data key. */
const ORGANIZATION_KEY = 0;

/**
 * Seals contents before they reach their storage (contract §8), and opens them again. Reads and writes stream one chunk
 * at a time. Methods throw an `UnavailableError` when the storage is at fault, such as a full disk or a lost folder.
 */
export class SealedFiles implements Files {
  readonly storage: SealedStorage;
  readonly #keyring: LocalKeyring;
  readonly #keys: ContentKeys;

  constructor(storage: SealedStorage, keyring: LocalKeyring, keys: ContentKeys) {
    this.storage = storage;
    this.#keyring = keyring;
    this.#keys = keys;
  }

  put(
    key: string,
    organizationId: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    return this.putStream(key, organizationId, content instanceof Uint8Array ? [content] : content);
  }

  /** Seals content as it arrives. Resolves once all of it is durable. */
  putStream(key: string, organizationId: string, source: ContentSource): Promise<void> {
    return this.storage.write(this.namesOf(key)[0], this.#seal(key, organizationId, source));
  }

  /**
   * Returns the content or a range of it, or undefined when it is unknown or deleted. Only the chunks that the range
   * overlaps are read and decrypted. The stream fails with a `ContentError` when a chunk was altered or is missing, or when
   * the range is outside the content.
   */
  async open(
    key: string,
    organizationId: string,
    range?: ByteRange,
    signal?: AbortSignal,
  ): Promise<ReadableStream<Uint8Array> | undefined> {
    const found = await this.storage.find(this.namesOf(key), signal);
    if (found === undefined) return undefined;
    return streamOf(this.#readOrExplain(found.name, this.#read(found, key, organizationId, range)));
  }

  async delete(key: string): Promise<void> {
    await this.storage.delete(this.namesOf(key));
  }

  /**
   * Returns how the content may be named: under the current signing key, then under earlier ones. Stored names are keyed
   * hashes, so that they reveal nothing about the content.
   */
  namesOf(key: string): readonly [string, ...string[]] {
    const [current = '', ...earlier] = this.#keyring.signatures('file-name', key);
    const nameOf = (hash: string) => `${hash.slice(0, 2)}/${hash.slice(2)}`;
    return [nameOf(current), ...earlier.map(nameOf)];
  }

  /** Moves the content to its name under the current signing key, if it has an earlier one. Returns whether it moved. */
  async renameToCurrent(key: string): Promise<boolean> {
    const [current, ...earlier] = this.namesOf(key);
    for (const name of earlier) if (await this.storage.rename(name, current)) return true;
    return false;
  }

  async *#seal(
    key: string,
    organizationId: string,
    source: ContentSource,
  ): AsyncGenerator<Uint8Array> {
    const header = newHeader(ORGANIZATION_KEY);
    const sealer = new ChunkSealer(await this.#organizationKey(organizationId), header, key);
    yield formatHeader(header);
    let place = 0;
    for await (const { chunk, isLast } of contentChunks(source)) {
      yield sealer.seal(chunk, place, isLast);
      place += 1;
    }
  }

  async *#readOrExplain(
    name: string,
    content: AsyncGenerator<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* content;
    } catch (error) {
      throw problemOf(name, error);
    }
  }

  /** Keeps the file open from the first read until the end, or until the reader cancels. */
  async *#read(
    found: FoundFile,
    key: string,
    organizationId: string,
    range: ByteRange | undefined,
  ): AsyncGenerator<Uint8Array> {
    const file = await found.open();
    try {
      const header = await readHeader(file);
      const dataKey =
        header.keyVersion === ORGANIZATION_KEY
          ? await this.#organizationKey(organizationId)
          : // Earlier versions sealed every file under the keyring's own data key.
            this.#keyring.dataKey(header.keyVersion);
      yield* new ChunkReader(file, new ChunkSealer(dataKey, header, key)).read(range);
    } finally {
      await file.close();
    }
  }

  async #organizationKey(organizationId: string): Promise<KeyObject> {
    const key = await this.#keys.dataKey(organizationId);
    if (key === undefined)
      throw new ErasedError(`${organizationId} has no data key: it was erased`);
    return key;
  }
}

/** Returns what prevents a file from being read, by its stored name, since that is what an operator restores. */
function problemOf(name: string, error: unknown): unknown {
  const isKnown =
    error instanceof ErasedError ||
    error instanceof UnavailableError ||
    error instanceof ContentError;
  if (isKnown) return error;
  return new ContentError('corrupted', `The sealed file ${name} is damaged`, { cause: error });
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
