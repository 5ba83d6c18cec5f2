import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Keyring } from '../ports.ts';

type Digest = (secret: string, text: string) => string;

/**
 * A keyring for state that never leaves memory: hashes and signatures are real, sealing is not, since there is
 * nothing at rest to seal. Durable hosts bring their own.
 */
export class MemoryKeyring implements Keyring {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  hashKey(key: string): string {
    return `1:${digest(`${this.#secret}:pepper`, key)}`;
  }

  keyHashes(key: string): readonly string[] {
    return [this.hashKey(key)];
  }

  sign(purpose: string, text: string): string {
    return digest(`${this.#secret}:${purpose}`, text);
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
}

/** Node's HMAC where there is one, several times as fast as the portable one. */
const digest: Digest = nodeDigest() ?? portableDigest;

function nodeDigest(): Digest | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (crypto === undefined) return undefined;
  return (secret, text) => crypto.createHmac('sha256', secret).update(text).digest('hex');
}

function portableDigest(secret: string, text: string): string {
  const encoder = new TextEncoder();
  return bytesToHex(hmac(sha256, encoder.encode(secret), encoder.encode(text)));
}

function equalsInConstantTime(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let position = 0; position < expected.length; position += 1) {
    difference |= expected.charCodeAt(position) ^ given.charCodeAt(position);
  }
  return difference === 0;
}
