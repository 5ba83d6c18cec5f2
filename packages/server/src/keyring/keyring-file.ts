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

/** Readable and writable by the owner alone. */
const FILE_MODE = 0o600;
const OTHERS = 0o077;
/** A change of the file takes milliseconds. */
const LONGEST_WAIT_MS = 10_000;

/** Key material in a file that only its owner may read. */
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

  /** When the file last changed, in milliseconds; a change says that `load` has news. */
  changedAt(): number {
    return statSync(this.path).mtimeMs;
  }

  /** Adds a version of a key and returns its number. Running servers take it up by themselves. */
  rotate(which: RotatingKey, now: number): number {
    return this.#change((material) => {
      const rotated = withNewVersion(material, which, now);
      return [rotated, rotated[which].at(-1)?.version ?? 0];
    });
  }

  /** Forgets a version of a key for good. Running servers forget it by themselves. */
  retire(which: RotatingKey, version: number): void {
    this.#change((material) => [withoutVersion(material, which, version), undefined]);
  }

  /** One process changes the file at a time: of two that began with the same keys, the later would drop a new key. */
  #change<T>(change: (material: KeyMaterial) => readonly [KeyMaterial, T]): T {
    // The lock is a file in the same folder.
    this.#requirePresent();
    const unlock = takeLock(`${this.path}.lock`, LONGEST_WAIT_MS);
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

  /** Generates a keyring when there is no file, for a server's first start. */
  createMissing(): void {
    if (existsSync(this.path)) return;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = this.#writeDraft(generateKeyMaterial());
    try {
      // Unlike a rename, a link fails when another process was faster: its keys are the ones to use.
      linkSync(draft, this.path);
      syncFolder(dirname(this.path));
    } catch (error) {
      if (!isAlreadyThere(error)) throw error;
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

  /** A lost keyring must never be replaced by a new one: everything sealed under it would be lost. */
  #requirePresent(): void {
    if (existsSync(this.path)) return;
    throw new Error(
      `There is no keyring at ${this.path}; restore it from a backup, or set KEYRING_FILE or DATA_DIR to where it is`,
    );
  }

  #requirePrivate(): void {
    const { mode } = statSync(this.path);
    if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
    throw new Error(`The keyring ${this.path} is open to other users; run: chmod 600 ${this.path}`);
  }
}

function isAlreadyThere(error: unknown): boolean {
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
