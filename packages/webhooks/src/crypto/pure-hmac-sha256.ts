import { concatBytes } from './concat-bytes.ts';
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
  const inner = sha256(concatBytes([padKey(0x36), encoder.encode(prefix), bytes]));
  return toHex(sha256(concatBytes([padKey(0x5c), inner])));
}

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
