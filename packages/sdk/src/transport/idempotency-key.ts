import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * A fresh random `Idempotency-Key` (a version 4 UUID). Contract §2, §9.
 *
 * @throws FirstHandConfigurationError where the runtime has no source of randomness
 */
export function createIdempotencyKey(): string {
  const { crypto } = globalThis;
  if (!crypto) {
    throw new FirstHandConfigurationError(
      'no crypto here: load a polyfill, or pass idempotencyKey',
    );
  }
  // Pages that are not served over https have no randomUUID.
  return (
    crypto.randomUUID?.() ??
    'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
      ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16),
    )
  );
}
