import { randomUUID } from 'node:crypto';
import { access, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ContentError, requireTime } from '@firsthandapi/engine';
import { exists, makeFolder, syncFolder, writeDraft } from '../disk/durable-files.ts';
import { codeOf, toFilesError } from '../disk/file-errors.ts';
import { openDiskFile, type ReadableFile } from './disk-file.ts';
import type { FoundFile, OpenFile, SealedStorage } from './sealed-storage.ts';

const DRAFT = '.draft';
/** Longer than any upload takes. */
const DRAFT_LIFE_MS = 60 * 60 * 1_000;

/** Opens a sealed file for reading. */
export type OpenToRead = (path: string) => Promise<ReadableFile>;

/** Sealed files in a folder, which must exist. */
export class FolderStorage implements SealedStorage {
  readonly #folder: string;
  readonly #openToRead: OpenToRead;

  constructor(folder: string, openToRead: OpenToRead = (path) => open(path, 'r')) {
    this.#folder = folder;
    this.#openToRead = openToRead;
  }

  async write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
    const path = join(this.#folder, name);
    const draft = join(this.#folder, `${randomUUID()}${DRAFT}`);
    try {
      await makeFolder(dirname(path));
      await writeDraft(draft, sealed);
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw toFilesError(error);
    }
  }

  /** Looks twice under several names: a retirement may rename the file between two looks. */
  async find(names: readonly string[], signal?: AbortSignal): Promise<FoundFile | undefined> {
    try {
      const looks = names.length === 1 ? names : [...names, ...names];
      for (const name of looks) {
        const path = join(this.#folder, name);
        if (!(await exists(path))) continue;
        if (signal !== undefined) requireTime(signal);
        return { name, open: () => this.#open(name, path) };
      }
      if (signal !== undefined) requireTime(signal);
      // Without the folder, nothing is known about the content: it must not look deleted.
      await access(this.#folder);
      return undefined;
    } catch (error) {
      throw toFilesError(error);
    }
  }

  async delete(names: readonly string[]): Promise<void> {
    try {
      await access(this.#folder);
      for (const name of names) await rm(join(this.#folder, name), { force: true });
    } catch (error) {
      throw toFilesError(error);
    }
  }

  async rename(from: string, to: string): Promise<boolean> {
    const [path, target] = [join(this.#folder, from), join(this.#folder, to)];
    if (!(await exists(path))) return false;
    await makeFolder(dirname(target));
    await rename(path, target);
    await syncFolder(dirname(target));
    return true;
  }

  async *list(): AsyncGenerator<string> {
    for await (const group of await opendir(this.#folder)) {
      if (!group.isDirectory()) continue;
      for await (const file of await opendir(join(this.#folder, group.name))) {
        if (file.isFile()) yield `${group.name}/${file.name}`;
      }
    }
  }

  /** Drafts from the last hour stay. */
  async removeAbandoned(now: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (!name.endsWith(DRAFT) || (await stat(path)).mtimeMs > now - DRAFT_LIFE_MS) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  close(): void {}

  async #open(name: string, path: string): Promise<OpenFile> {
    try {
      return await openDiskFile(await this.#openToRead(path));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw toFilesError(error);
      throw new ContentError('missing', `The sealed file ${name} is missing`, { cause: error });
    }
  }
}
