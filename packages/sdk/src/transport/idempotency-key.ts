import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Returns a new random `Idempotency-Key` (a version 4 UUID). Contract §2, §9.
 *
 * @throws FirstHandConfigurationError when the runtime has no source of randomness
 */
export function createIdempotencyKey(): string {
  const { crypto } = globalThis;
  if (!crypto) {
    throw new FirstHandConfigurationError('No crypto: polyfill it or pass idempotencyKey');
  }
  // Pages served without https have no randomUUID.
  return (
    crypto.randomUUID?.() ??
    'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
      ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16),
    )
  );
}

/**
 * Returns the caller's `Idempotency-Key`, or a new random one.
 *
 * @throws FirstHandConfigurationError for a blank key, and for anything but a string: every object becomes the same text,
 * so a call would get the response of another one
 */
export function resolveIdempotencyKey(given: string | null | undefined): string {
  const key = given ?? createIdempotencyKey();
  // Only strings have this method.
  if (key.trim?.()) return key;
  throw new FirstHandConfigurationError('Invalid idempotencyKey: pass a string');
}
