import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { nodeModule } from '../runtime/node-module.ts';

/** Hex HMAC-SHA-256 of texts under one secret. */
export type Digest = (text: string) => string;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const ASCII = /^[\x20-\x7e]*$/;

/** Returns the digest of a secret. Uses Node's hashing if available, which is several times as fast. */
export function hmacDigest(secret: string): Digest {
  const crypto = nodeModule('node:crypto');
  if (crypto === undefined) return portableDigest(secret);
  // One-shot hashes are far faster than a Hmac object, but they take text, which must equal the bytes of the block.
  if (typeof crypto.hash === 'function' && secret.length <= BLOCK_BYTES && ASCII.test(secret)) {
    return oneShotDigest(crypto, secret);
  }
  return (text) => crypto.createHmac('sha256', secret).update(text).digest('hex');
}

/** The implementation without Node. */
export function portableDigest(secret: string): Digest {
  const encoder = new TextEncoder();
  const key = encoder.encode(secret);
  return (text) => bytesToHex(hmac(sha256, key, encoder.encode(text)));
}

/** The part of `node:crypto` that is used. */
interface OneShotHash {
  hash(algorithm: string, data: string | Uint8Array, encoding: 'hex' | 'binary'): string;
}

/** HMAC (RFC 2104): the hash of the outer pad and of the hash of the inner pad and the text. */
function oneShotDigest(crypto: OneShotHash, secret: string): Digest {
  const innerPad = padded(secret, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  outer.write(padded(secret, 0x5c), 'latin1');
  return (text) => {
    outer.write(crypto.hash('sha256', innerPad + text, 'binary'), BLOCK_BYTES, 'latin1');
    return crypto.hash('sha256', outer, 'hex');
  };
}

function padded(secret: string, pad: number): string {
  const codes = Array.from({ length: BLOCK_BYTES }, (_, at) => (secret.charCodeAt(at) || 0) ^ pad);
  return String.fromCharCode(...codes);
}
