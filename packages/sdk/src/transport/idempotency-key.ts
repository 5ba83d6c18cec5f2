import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Returns a new random `Idempotency-Key` (a version 4 UUID). Contract §2, §9.
 *
 * @throws FirstHandConfigurationError when the runtime has no source of randomness
 */
export function createIdempotencyKey(): string {
  const { crypto } = globalThis;
  if (!crypto) {
    throw new FirstHandConfigurationError(
      'globalThis.crypto is unavailable: load a polyfill, or pass idempotencyKey',
    );
  }
  // Pages served without https have no randomUUID.
  return (
    crypto.randomUUID?.() ??
    'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
      ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16),
    )
  );
}
