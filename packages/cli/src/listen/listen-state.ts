import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Connection } from '../settings/connection.ts';
import { readPrivateFile, writePrivateFile } from '../settings/private-file.ts';
import { type Places, stateFolder } from '../settings/user-folders.ts';
import { takeListenLock } from './listen-lock.ts';
import type { ListenPosition } from './listen-progress.ts';

/** 256 random bits in 43 characters, as the service's own secrets have. */
const SECRET_LENGTH = 43;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Where it is remembered how far the events of a key have been delivered to a receiver. */
export class ListenState {
  /** Without an extension. */
  readonly #name: string;
  readonly #path: string;
  /** Names the file of the key that was used last with the same service, environment and receiver. */
  readonly #lastPath: string;
  readonly #places: Places;
  #isLast = false;

  constructor(places: Places, { baseUrl, apiKey }: Connection, receiver: string) {
    const folder = join(stateFolder(places), 'listen');
    this.#name = join(folder, identityOf(baseUrl, apiKey, receiver));
    this.#path = `${this.#name}.json`;
    this.#lastPath = join(folder, `${identityOf(baseUrl, apiKey?.slice(0, 8), receiver)}.last`);
    this.#places = places;
  }

  /**
   * Keeps other runs away until the returned function is called.
   *
   * @throws UsageError when another run has done so
   */
  lock(): () => void {
    return takeListenLock(`${this.#name}.lock`);
  }

  /** Returns where the last run with this key ended; `undefined` for a first one. */
  read(): ListenPosition | undefined {
    return this.#readFrom(this.#path);
  }

  /**
   * Returns where the last run with another key ended, which this one may have replaced. Only the service can tell: it
   * knows no position of another organization.
   */
  readOfOtherKey(): ListenPosition | undefined {
    const name = readPrivateFile(this.#lastPath, this.#places.platform)?.trim() ?? '';
    if (!/^[\da-f]{32}$/.test(name)) return undefined;
    return this.#readFrom(join(dirname(this.#path), `${name}.json`));
  }

  #readFrom(path: string): ListenPosition | undefined {
    const text = readPrivateFile(path, this.#places.platform);
    if (text === undefined) return undefined;
    try {
      const { position, read_at, delivered } = JSON.parse(text);
      const isWhole = typeof position === 'string' && typeof read_at === 'number';
      if (isWhole && Array.isArray(delivered)) return { position, read_at, delivered };
    } catch {
      // A damaged file is as good as none.
    }
    return undefined;
  }

  write(position: ListenPosition): void {
    writePrivateFile(this.#path, `${JSON.stringify(position)}\n`);
    if (this.#isLast) return;
    this.#isLast = true;
    writePrivateFile(this.#lastPath, `${basename(this.#name)}\n`);
  }
}

function identityOf(...parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/**
 * Returns the secret that signs what is forwarded: `FIRSTHAND_WEBHOOK_SECRET`, which the application may share, or one of
 * this user's own, which is made once.
 */
export function listenSecret(places: Places): string {
  const given = places.environment.FIRSTHAND_WEBHOOK_SECRET?.trim();
  if (given) return given;
  const path = join(stateFolder(places), 'listen', 'secret');
  const stored = readPrivateFile(path, places.platform)?.trim();
  if (stored) return stored;
  const secret = `whsec_${randomText(SECRET_LENGTH)}`;
  writePrivateFile(path, `${secret}\n`);
  return secret;
}

/** Draws again for bytes that would make some characters more likely. */
function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}
