import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { KmsClient } from '../aws/kms-client.ts';
import { takeLock } from '../host/process-lock.ts';
import {
  generateKeyMaterial,
  type KeyMaterial,
  type KeySource,
  nextVersion,
  ROTATING_KEYS,
  type RotatingKey,
  withNewVersion,
  withoutVersion,
} from './key-material.ts';
import { formatKeyMaterial, parseKeyMaterial } from './key-material-format.ts';
import { KeyWrapping } from './key-wrapping.ts';
import { formatWrappedKeyring, parseWrappedKeyring, unwrappedMaterial } from './wrapped-keyring.ts';

/** Read and write access for the owner only. */
const FILE_MODE = 0o600;
const OTHERS = 0o077;
/** Generous: changing the file takes milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

/**
 * Key material in a file that only its owner can read. With KMS the file holds wrapped keys: `open` unwraps them, and the
 * methods that are not asynchronous use the keys that have been unwrapped.
 */
export class KeyringFile implements KeySource {
  readonly path: string;
  readonly #wrapping: KeyWrapping;

  /** @param kms Wraps the keys. Default: they are in the file. */
  constructor(path: string, kms?: KmsClient) {
    this.path = path;
    this.#wrapping = new KeyWrapping(kms);
  }

  /** Loads the keys, and has KMS unwrap those that are new. Throws as `load` does, and when KMS refuses. */
  async open(): Promise<void> {
    const text = this.#read();
    const wrapped = this.#explained(() => parseWrappedKeyring(text));
    if (wrapped !== undefined && this.#wrapping.kms !== undefined) {
      await this.#wrapping.learn(wrapped).catch((error) => {
        throw this.#unreadable(error);
      });
    } else if (this.#wrapping.kms !== undefined) {
      throw new Error(
        `The keyring ${this.path} is not wrapped by KMS; run: firsthandapi-server rewrap-keyring`,
      );
    }
    this.load();
  }

  /** Returns the keys. Throws when the file is missing, readable by other users, or not a keyring. */
  load(): KeyMaterial {
    const text = this.#read();
    return this.#explained(() => {
      const wrapped = parseWrappedKeyring(text);
      if (wrapped !== undefined) return unwrappedMaterial(wrapped, this.#wrapping);
      const material = parseKeyMaterial(text);
      // A file that is wrapped later has the same keys: this process need not unwrap them.
      this.#wrapping.remember(material);
      return material;
    });
  }

  /** Returns the file's modification time in milliseconds. When it changes, `load` returns new material. */
  changedAt(): number {
    return statSync(this.path).mtimeMs;
  }

  /** Has KMS make the key that `rotate` adds, if the keyring is wrapped. */
  async prepareRotation(which: RotatingKey): Promise<void> {
    await this.#wrapping.generate(which, nextVersion(this.load(), which));
  }

  /** Has KMS make the keys of `createMissing`, if the keyring is to be wrapped. */
  async prepareCreation(): Promise<void> {
    if (existsSync(this.path)) return;
    for (const which of ROTATING_KEYS) await this.#wrapping.generate(which, 1);
  }

  /**
   * Wraps every key under the current key of KMS, whatever wrapped it before, or writes them in plain. The keys stay the
   * same, so that nothing sealed under them changes.
   */
  async rewrap({ isPlain }: { readonly isPlain: boolean }): Promise<void> {
    this.#requirePresent();
    const unlock = takeLock(`${this.path}.lock`, LOCK_TIMEOUT_MS);
    try {
      const wrapped = parseWrappedKeyring(this.#read());
      if (wrapped !== undefined) await this.#wrapping.learn(wrapped, wrapped.kmsKey);
      const material = this.load();
      if (!isPlain) await this.#wrapping.wrapAll(material);
      this.#replace(material, isPlain);
    } finally {
      unlock();
    }
  }

  /** Adds a version of a key and returns its number. Running servers reload it automatically. */
  rotate(which: RotatingKey, now: number): number {
    return this.#change((material) => {
      const made = this.#wrapping.keyOf(which, nextVersion(material, which));
      const rotated = withNewVersion(material, which, now, made);
      return [rotated, rotated[which].at(-1)?.version ?? 0];
    });
  }

  /** Permanently removes a version of a key. Running servers drop it automatically. */
  retire(which: RotatingKey, version: number): void {
    this.#change((material) => [withoutVersion(material, which, version), undefined]);
  }

  /**
   * Changes the file under a lock: of two processes that start from the same keys, the later would discard the other's
   * new key.
   */
  #change<T>(change: (material: KeyMaterial) => readonly [KeyMaterial, T]): T {
    // Checked first, because the lock file is created in the same folder.
    this.#requirePresent();
    const unlock = takeLock(`${this.path}.lock`, LOCK_TIMEOUT_MS);
    try {
      const [changed, result] = change(this.load());
      this.#replace(changed);
      return result;
    } finally {
      unlock();
    }
  }

  #replace(material: KeyMaterial, isPlain?: boolean): void {
    const draft = this.#writeDraft(material, isPlain);
    renameSync(draft, this.path);
    syncFolder(dirname(this.path));
  }

  /** Generates a keyring if the file does not exist, for a server's first start. */
  createMissing(): void {
    if (existsSync(this.path)) return;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = this.#writeDraft(this.#firstKeys());
    try {
      // Unlike a rename, a link fails when another process has created the file first. Its keys then win.
      linkSync(draft, this.path);
      syncFolder(dirname(this.path));
    } catch (error) {
      if (!isFileExistsError(error)) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  #firstKeys(): KeyMaterial {
    if (this.#wrapping.kms === undefined) return generateKeyMaterial();
    return generateKeyMaterial((which) => {
      const key = this.#wrapping.keyOf(which, 1);
      if (key === undefined) throw new Error('KMS has not made the keys of the keyring');
      return key;
    });
  }

  #writeDraft(material: KeyMaterial, isPlain: boolean = this.#wrapping.kms === undefined): string {
    const { kms } = this.#wrapping;
    const text =
      isPlain || kms === undefined
        ? formatKeyMaterial(material)
        : formatWrappedKeyring(material, kms.keyId, this.#wrapping);
    const draft = `${this.path}.${process.pid}.${Date.now()}.draft`;
    const file = openSync(draft, 'wx', FILE_MODE);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return draft;
  }

  #read(): string {
    this.#requirePresent();
    this.#requirePrivate();
    return this.#explained(() => readFileSync(this.path, 'utf8'));
  }

  #explained<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw this.#unreadable(error);
    }
  }

  #unreadable(error: unknown): Error {
    const reason = error instanceof Error ? error.message : String(error);
    return new Error(`The keyring ${this.path} cannot be read: ${reason}`, { cause: error });
  }

  /** Throws rather than generates a keyring: replacing a lost one would make everything sealed under it unreadable. */
  #requirePresent(): void {
    if (existsSync(this.path)) return;
    throw new Error(
      `There is no keyring at ${this.path}; restore it from a backup, or point KEYRING_FILE or DATA_DIR to it`,
    );
  }

  #requirePrivate(): void {
    const { mode } = statSync(this.path);
    if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
    throw new Error(`The keyring ${this.path} is open to other users; run: chmod 600 ${this.path}`);
  }
}

function isFileExistsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
