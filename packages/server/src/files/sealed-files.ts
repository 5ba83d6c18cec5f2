import { type KeyObject, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import {
  type ByteRange,
  ContentError,
  ErasedError,
  type Files,
  requireTime,
  UnavailableError,
} from '@firsthandapi/engine';
import { codeOf, toFilesError } from '../disk/file-errors.ts';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { ChunkReader, type ReadableFile, readHeader } from './chunk-reader.ts';
import { type ContentSource, contentChunks } from './content-chunks.ts';
import { ChunkSealer, formatHeader, newHeader } from './sealed-format.ts';

const DRAFT = '.draft';
/** Longer than any upload takes. */
const DRAFT_LIFE_MS = 60 * 60 * 1_000;

/** Opens a sealed file for reading. */
export type OpenToRead = (path: string) => Promise<ReadableFile>;

/** The data keys under which contents are sealed: each organization has one, until it is erased. */
export interface ContentKeys {
  dataKey(organizationId: string): Promise<KeyObject | undefined>;
}

/** The key version in the header of a file that is sealed under its organization's data key. */
const ORGANIZATION_KEY = 0;

/**
 * Stores contents as sealed files in a folder (contract §8), which must exist. Reads and writes stream one chunk at a
 * time. Methods throw an `UnavailableError` when the file system is at fault, such as a full disk or a lost folder.
 */
export class SealedFiles implements Files {
  readonly #folder: string;
  readonly #keyring: LocalKeyring;
  readonly #keys: ContentKeys;
  readonly #openToRead: OpenToRead;

  constructor(
    folder: string,
    keyring: LocalKeyring,
    keys: ContentKeys,
    openToRead: OpenToRead = (path) => open(path, 'r'),
  ) {
    this.#folder = folder;
    this.#keyring = keyring;
    this.#keys = keys;
    this.#openToRead = openToRead;
  }

  put(
    key: string,
    organizationId: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    return this.putStream(key, organizationId, content instanceof Uint8Array ? [content] : content);
  }

  /** Seals content as it arrives. Resolves once all of it is durable on disk. */
  async putStream(key: string, organizationId: string, source: ContentSource): Promise<void> {
    const path = this.pathsOf(key)[0];
    const draft = join(this.#folder, `${randomUUID()}${DRAFT}`);
    try {
      await makeFolder(dirname(path));
      await this.#writeDraft(draft, key, organizationId, source);
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw toFilesError(error);
    }
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
    try {
      const path = await this.#find(key);
      if (signal !== undefined) requireTime(signal);
      if (path !== undefined)
        return streamOf(this.#readOrExplain(path, key, organizationId, range));
      // Without the folder, nothing is known about the content: it must not look deleted.
      await access(this.#folder);
      return undefined;
    } catch (error) {
      throw toFilesError(error);
    }
  }

  /**
   * Deletes drafts that a killed process left behind, and returns how many. Drafts from the last hour stay, since
   * another process may still be writing them.
   */
  async removeAbandonedDrafts(now: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (!name.endsWith(DRAFT) || (await stat(path)).mtimeMs > now - DRAFT_LIFE_MS) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async delete(key: string): Promise<void> {
    try {
      await access(this.#folder);
      for (const path of this.pathsOf(key)) await rm(path, { force: true });
    } catch (error) {
      throw toFilesError(error);
    }
  }

  /**
   * Returns where the content may be: under the current signing key, then under earlier ones. Names on disk are keyed
   * hashes, so that they reveal nothing about the content.
   */
  pathsOf(key: string): readonly [string, ...string[]] {
    const [current = '', ...earlier] = this.#keyring.signatures('file-name', key);
    const pathOf = (name: string) => join(this.#folder, name.slice(0, 2), name.slice(2));
    return [pathOf(current), ...earlier.map(pathOf)];
  }

  /** Moves the content to its name under the current signing key, if it has an earlier one. Returns whether it moved. */
  async renameToCurrent(key: string): Promise<boolean> {
    const [current, ...earlier] = this.pathsOf(key);
    for (const path of earlier) {
      if (!(await exists(path))) continue;
      await makeFolder(dirname(current));
      await rename(path, current);
      await syncFolder(dirname(current));
      return true;
    }
    return false;
  }

  /** Looks twice: a retirement may rename the file between two looks. */
  async #find(key: string): Promise<string | undefined> {
    const paths = this.pathsOf(key);
    const looks = paths.length === 1 ? paths : [...paths, ...paths];
    for (const path of looks) if (await exists(path)) return path;
    return undefined;
  }

  async #writeDraft(
    path: string,
    key: string,
    organizationId: string,
    source: ContentSource,
  ): Promise<void> {
    const header = newHeader(ORGANIZATION_KEY);
    const sealer = new ChunkSealer(await this.#organizationKey(organizationId), header, key);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.write(formatHeader(header));
      let place = 0;
      for await (const { chunk, isLast } of contentChunks(source)) {
        await file.write(sealer.seal(chunk, place, isLast));
        place += 1;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async *#readOrExplain(
    path: string,
    key: string,
    organizationId: string,
    range: ByteRange | undefined,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#read(path, key, organizationId, range);
    } catch (error) {
      throw problemOf(relative(this.#folder, path), error);
    }
  }

  /** Keeps the file open from the first read until the end, or until the reader cancels. */
  async *#read(
    path: string,
    key: string,
    organizationId: string,
    range: ByteRange | undefined,
  ): AsyncGenerator<Uint8Array> {
    const file = await this.#openToRead(path);
    try {
      const { size } = await file.stat();
      const header = await readHeader(file);
      const dataKey =
        header.keyVersion === ORGANIZATION_KEY
          ? await this.#organizationKey(organizationId)
          : // Earlier versions sealed every file under the keyring's own data key.
            this.#keyring.dataKey(header.keyVersion);
      const sealer = new ChunkSealer(dataKey, header, key);
      yield* new ChunkReader(file, size, sealer).read(range);
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

/** Returns what prevents a file from being read, named by its path, since that is what an operator restores. */
function problemOf(path: string, error: unknown): unknown {
  if (error instanceof ErasedError || error instanceof UnavailableError) return error;
  if (codeOf(error) === 'ENOENT') {
    return new ContentError('missing', `The sealed file ${path} is missing`, { cause: error });
  }
  const known = toFilesError(error);
  if (known !== error) return known;
  return new ContentError('corrupted', `The sealed file ${path} is damaged`, { cause: error });
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

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Not recursive: a folder above it that is gone must not be replaced by an empty one. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
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
