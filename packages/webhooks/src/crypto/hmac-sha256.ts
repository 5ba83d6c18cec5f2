import type { KeyObject } from 'node:crypto';
import { pureHmacSha256 } from './pure-hmac-sha256.ts';

type HmacSha256 = typeof pureHmacSha256;

const MAX_CACHED_KEYS = 100;

let chosen: HmacSha256 | undefined;

/**
 * Returns the HMAC-SHA-256 of `prefix` followed by `body` under `secret`, in lowercase hex. Text is
 * hashed as UTF-8. Synchronous on every runtime: a forgotten `await` must never accept a forgery.
 */
export function hmacSha256(secret: string, prefix: string, body: string | Uint8Array): string {
  chosen ??= platformHmacSha256() ?? pureHmacSha256;
  return chosen(secret, prefix, body);
}

// Looked up at run time instead of imported, so that no bundler has to resolve it.
function nodeCrypto(): typeof import('node:crypto') | undefined {
  try {
    return globalThis.process.getBuiltinModule('node:crypto');
  } catch {
    // Not all runtimes have it, and in Next's edge runtime the function throws.
    return undefined;
  }
}

function platformHmacSha256(): HmacSha256 | undefined {
  const crypto = nodeCrypto();
  if (!crypto) return undefined;
  // Preparing a key is a tenth of the cost of a small delivery, and there are few secrets.
  const keys = new Map<string, KeyObject>();
  const keyOf = (secret: string) => {
    let key = keys.get(secret);
    if (!key) {
      if (keys.size === MAX_CACHED_KEYS) keys.clear();
      key = crypto.createSecretKey(secret, 'utf8');
      keys.set(secret, key);
    }
    return key;
  };
  return (secret, prefix, body) =>
    crypto.createHmac('sha256', keyOf(secret)).update(prefix).update(body).digest('hex');
}
