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
import { takeLock } from '../host/process-lock.ts';
import {
  formatKeyMaterial,
  generateKeyMaterial,
  type KeyMaterial,
  type KeySource,
  parseKeyMaterial,
  type RotatingKey,
  withNewVersion,
  withoutVersion,
} from './key-material.ts';

/** Read and write access for the owner only. */
const FILE_MODE = 0o600;
const OTHERS = 0o077;
/** Generous: changing the file takes milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

/** Key material in a file that only its owner can read. */
export class KeyringFile implements KeySource {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Returns the keys. Throws when the file is missing, readable by other users, or not a keyring. */
  load(): KeyMaterial {
    this.#requirePresent();
    this.#requirePrivate();
    try {
      return parseKeyMaterial(readFileSync(this.path, 'utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The keyring ${this.path} cannot be read: ${reason}`);
    }
  }

  /** Returns the file's modification time in milliseconds. When it changes, `load` returns new material. */
  changedAt(): number {
    return statSync(this.path).mtimeMs;
  }

  /** Adds a version of a key and returns its number. Running servers reload it automatically. */
  rotate(which: RotatingKey, now: number): number {
    return this.#change((material) => {
      const rotated = withNewVersion(material, which, now);
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

  #replace(material: KeyMaterial): void {
    const draft = this.#writeDraft(material);
    renameSync(draft, this.path);
    syncFolder(dirname(this.path));
  }

  /** Generates a keyring if the file does not exist, for a server's first start. */
  createMissing(): void {
    if (existsSync(this.path)) return;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = this.#writeDraft(generateKeyMaterial());
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

  #writeDraft(material: KeyMaterial): string {
    const draft = `${this.path}.${process.pid}.${Date.now()}.draft`;
    const file = openSync(draft, 'wx', FILE_MODE);
    try {
      writeSync(file, formatKeyMaterial(material));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return draft;
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
