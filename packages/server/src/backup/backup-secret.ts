import { createHash, createSecretKey, type KeyObject, scrypt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** The file that backups are sealed with: a passphrase, or a key of random bytes. */
export interface SecretFile {
  readonly kind: 'passphrase' | 'key';
  readonly path: string;
}

/** The number of the kind in the header of a sealed file. */
export const SECRET_KINDS = { key: 1, passphrase: 2 } as const;

/** Work of scrypt: 64 MiB and about a quarter of a second. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;
const FEWEST_CHARACTERS = 16;
const FEWEST_KEY_BYTES = 32;
const MOST_BYTES = 4_096;
const OTHERS = 0o077;

/** Reads the secret when it is first needed. */
export class BackupSecret {
  readonly kind: SecretFile['kind'];
  readonly #bytes: Buffer;

  /** @throws Error when the file is missing, too short, or readable by others */
  constructor({ kind, path }: SecretFile) {
    this.kind = kind;
    this.#bytes = readSecret(kind, path);
  }

  /** Returns the key of one sealed file. */
  async keyFor(salt: Buffer): Promise<KeyObject> {
    if (this.kind === 'key') {
      return createSecretKey(createHash('sha256').update(this.#bytes).digest());
    }
    return new Promise((resolve, reject) =>
      scrypt(this.#bytes, salt, 32, SCRYPT, (error, key) => {
        if (error === null) resolve(createSecretKey(key));
        else reject(error);
      }),
    );
  }
}

function readSecret(kind: SecretFile['kind'], path: string): Buffer {
  const option = `--${kind}-file ${path}`;
  const bytes = readPrivateFile(option, path);
  if (kind === 'passphrase') {
    const text = bytes.toString('utf8').replace(/\r?\n$/, '');
    if (text.length < FEWEST_CHARACTERS) {
      throw new Error(`${option} must have at least ${FEWEST_CHARACTERS} characters`);
    }
    return Buffer.from(text);
  }
  if (bytes.length < FEWEST_KEY_BYTES) {
    throw new Error(
      `${option} must have at least ${FEWEST_KEY_BYTES} random bytes; make one with: openssl rand -out ${path} 32`,
    );
  }
  return bytes;
}

function readPrivateFile(option: string, path: string): Buffer {
  try {
    const { mode, size } = statSync(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new Error(`is open to other users; run: chmod 600 ${path}`);
    }
    if (size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes`);
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${option} ${error instanceof Error ? error.message : String(error)}`);
  }
}
