import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../disk/file-errors.ts';
import type { BucketStorage } from '../files/bucket-storage.ts';
import { DRAFT } from './backup-format.ts';
import { BackupError } from './sealed-backup.ts';

/** Where the sealed files of an archive are unpacked to: an empty place, which gets all of them or none. */
export interface UnpackedFiles {
  /** @throws BackupError when the place is not empty */
  begin(): Promise<void>;
  write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void>;
  /** Makes the files those of a server. */
  commit(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** Unpacks beside a folder, and gives the folder its name at the end. */
export class UnpackedFolder implements UnpackedFiles {
  readonly #folder: string;
  readonly #draft: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#draft = `${folder}${DRAFT}`;
  }

  async begin(): Promise<void> {
    await requireEmptyFolder(this.#folder);
    await this.discard();
    await mkdir(this.#draft, { recursive: true, mode: 0o700 });
  }

  async write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
    const path = join(this.#draft, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of sealed) await file.write(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async commit(): Promise<void> {
    await rmdir(this.#folder).catch(() => {});
    await rename(this.#draft, this.#folder);
  }

  async discard(): Promise<void> {
    await rm(this.#draft, { recursive: true, force: true });
  }
}

/** Unpacks into a bucket that has no files. No server knows the files before the database has been restored. */
export class UnpackedBucket implements UnpackedFiles {
  readonly #storage: BucketStorage;

  constructor(storage: BucketStorage) {
    this.#storage = storage;
  }

  async begin(): Promise<void> {
    if (!(await this.#storage.hasAny())) return;
    throw new BackupError('S3_BUCKET has objects under files/: restore into an empty bucket');
  }

  write(name: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
    return this.#storage.write(name, sealed);
  }

  async commit(): Promise<void> {}

  async discard(): Promise<void> {
    for await (const name of this.#storage.list()) await this.#storage.delete([name]);
  }
}

async function requireEmptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) {
    throw new BackupError(`${folder} is not empty: restore into an empty DATA_DIR`);
  }
}
