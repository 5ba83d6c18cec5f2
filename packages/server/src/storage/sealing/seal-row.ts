import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { NONCE_BYTES, randomNonce } from '../../randomness/random-nonce.ts';

/** The first character of a seal: base64 of nonce, AES-256-GCM ciphertext and tag follow. */
const FORMAT = '1';
const TAG_BYTES = 16;

/** Encrypts a text. `place` is authenticated, so that a seal cannot be moved elsewhere. */
export function sealRow(key: KeyObject, place: string, text: string): string {
  const nonce = randomNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const sealed = cipher.update(text, 'utf8');
  const parts = [nonce, sealed, cipher.final(), cipher.getAuthTag()];
  return FORMAT + Buffer.concat(parts).toString('base64');
}

/** Decrypts the output of `sealRow`. Throws when the key or the place differs, or when the seal was altered. */
export function openRow(key: KeyObject, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(FORMAT.length), 'base64');
  if (!sealed.startsWith(FORMAT) || bytes.length < NONCE_BYTES + TAG_BYTES) {
    throw new Error(`What is stored of ${place} is not a seal`);
  }
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
