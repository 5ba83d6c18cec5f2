import { randomFillSync } from 'node:crypto';

/** Of AES-GCM. */
export const NONCE_BYTES = 12;
const POOL_BYTES = 340 * NONCE_BYTES;

const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Returns a nonce that no seal has had. Drawn from the system in pages: each draw costs as much as a seal. */
export function randomNonce(): Buffer {
  if (used === POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const nonce = Buffer.from(pool.subarray(used, used + NONCE_BYTES));
  used += NONCE_BYTES;
  return nonce;
}
