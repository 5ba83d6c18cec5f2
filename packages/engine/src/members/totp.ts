import type { Ids } from '../ports.ts';
import type { Instant } from '../time/instant.ts';

const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_PER_CHARACTER = 5;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_LENGTH = 32;
const DRAWN_CHARACTERS = 64;

/** Returns a new secret in Base32: those of random characters that are in its alphabet. */
export function newTotpSecret(ids: Pick<Ids, 'secret'>): string {
  let secret = '';
  while (secret.length < SECRET_LENGTH) {
    secret += ids.secret(DRAWN_CHARACTERS).replaceAll(/[^A-Z2-7]/g, '');
  }
  return secret.slice(0, SECRET_LENGTH);
}

/** Returns what an authenticator app opens. */
export function totpUri(secret: string, label: string): string {
  return `otpauth://totp/FirstHandAPI:${encodeURIComponent(label)}?secret=${secret}&issuer=FirstHandAPI`;
}

/**
 * Returns the step of a code that is right now, or was or will be within 30 seconds; undefined for any other, and for one
 * that is not after `lastStep`.
 */
export async function matchingStep(
  secret: string,
  code: string,
  now: Instant,
  lastStep: number,
): Promise<number | undefined> {
  const current = Math.floor(now / STEP_MS);
  for (const step of [current - 1, current, current + 1]) {
    if (step > lastStep && (await totpOf(secret, step)) === code) return step;
  }
  return undefined;
}

/** Returns the code at an instant (RFC 6238 with SHA-1 and six digits). */
export function totpAt(secret: string, now: Instant): Promise<string> {
  return totpOf(secret, Math.floor(now / STEP_MS));
}

async function totpOf(secret: string, step: number): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', bytesOf(secret), algorithm, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await subtle.sign('HMAC', key, counter));
  // Dynamic truncation: the last four bits say where the number begins, whose sign bit is dropped.
  const offset = mac.getUint8(mac.byteLength - 1) % 16;
  const number = mac.getUint32(offset) % 2 ** 31;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function bytesOf(base32: string): Uint8Array<ArrayBuffer> {
  const bits = [...base32]
    .map((character) => ALPHABET.indexOf(character).toString(2).padStart(BITS_PER_CHARACTER, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
