import type { Keyring } from '../ports.ts';
import { type Digest, hmacDigest } from './hmac-digest.ts';

/**
 * A keyring for state that stays in memory: hashes and signatures are real, but nothing is encrypted, since nothing is
 * stored at rest. Durable hosts provide their own.
 */
export class MemoryKeyring implements Keyring {
  readonly #secret: string;
  /** The engine has few purposes, all of them fixed. */
  readonly #digests = new Map<string, Digest>();

  constructor(secret: string) {
    this.#secret = secret;
  }

  hashKey(key: string): string {
    return `1:${this.#digestFor('pepper')(key)}`;
  }

  keyHashes(key: string): readonly string[] {
    return [this.hashKey(key)];
  }

  sign(purpose: string, text: string): string {
    return this.#digestFor(purpose)(text);
  }

  signatures(purpose: string, text: string): readonly string[] {
    return [this.sign(purpose, text)];
  }

  verify(purpose: string, text: string, signature: string): boolean {
    return equalsInConstantTime(this.sign(purpose, text), signature);
  }

  async seal(_purpose: string, text: string): Promise<string> {
    return text;
  }

  async open(_purpose: string, sealed: string): Promise<string> {
    return sealed;
  }

  async sealReplay(_idempotencyKey: string, text: string): Promise<string> {
    return text;
  }

  async openReplay(_idempotencyKey: string, sealed: string): Promise<string> {
    return sealed;
  }

  #digestFor(purpose: string): Digest {
    const known = this.#digests.get(purpose);
    if (known !== undefined) return known;
    const digest = hmacDigest(`${this.#secret}:${purpose}`);
    this.#digests.set(purpose, digest);
    return digest;
  }
}

function equalsInConstantTime(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let position = 0; position < expected.length; position += 1) {
    difference |= expected.charCodeAt(position) ^ given.charCodeAt(position);
  }
  return difference === 0;
}
