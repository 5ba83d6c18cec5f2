import { pureHmacSha256 } from './pure-hmac-sha256.ts';

type HmacSha256 = typeof pureHmacSha256;

let chosen: HmacSha256 | undefined;

/**
 * HMAC-SHA-256 of `prefix` followed by `body` under `secret`, in lowercase hex. Text is hashed as
 * UTF-8. Synchronous on every runtime: a forgotten `await` must never accept a forgery.
 */
export function hmacSha256(secret: string, prefix: string, body: string | Uint8Array): string {
  chosen ??= platformHmacSha256() ?? pureHmacSha256;
  return chosen(secret, prefix, body);
}

// Asked of the running process rather than imported, so that no bundler has to resolve `node:crypto`.
function platformHmacSha256(): HmacSha256 | undefined {
  const crypto = (globalThis.process as Partial<NodeJS.Process> | undefined)?.getBuiltinModule?.(
    'node:crypto',
  );
  return (
    crypto &&
    ((secret, prefix, body) =>
      crypto.createHmac('sha256', secret).update(prefix).update(body).digest('hex'))
  );
}
