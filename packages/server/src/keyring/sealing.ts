import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject } from 'node:crypto';
import { NONCE_BYTES, randomNonce } from '../randomness/random-nonce.ts';

const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Derives a key for one purpose from a key that serves several (HKDF-SHA-256). */
export function deriveKey(
  key: Uint8Array | KeyObject | string,
  salt: Uint8Array,
  purpose: string,
): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, purpose, KEY_BYTES));
}

/**
 * Encrypts with AES-256-GCM. Returns nonce, ciphertext and tag as base64url. `purpose` is authenticated, so a seal
 * cannot be used for another purpose.
 */
export function sealText(key: KeyObject, purpose: string, text: string): string {
  const nonce = randomNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return sealed.toString('base64url');
}

/** Decrypts the output of `sealText`. Throws when the key or the purpose differs, or when the text was altered. */
export function openText(key: KeyObject, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('Sealed text is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
