import { sha256 } from './sha256.ts';

const BLOCK_BYTES = 64;

/**
 * Returns the HMAC-SHA-256 (RFC 2104), without platform cryptography. Same arguments and result as
 * the platform's implementation in `hmac-sha256.ts`.
 */
export function pureHmacSha256(secret: string, prefix: string, body: string | Uint8Array): string {
  const encoder = new TextEncoder();
  const key = encoder.encode(secret);
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const padKey = (padding: number) => block.map((byte) => byte ^ padding);

  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  const inner = sha256(concat(padKey(0x36), encoder.encode(prefix), bytes));
  return toHex(sha256(concat(padKey(0x5c), inner)));
}

function concat(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
