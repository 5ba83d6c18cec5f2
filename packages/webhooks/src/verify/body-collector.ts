import { concatBytes } from '../crypto/concat-bytes.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/** The default limit on a body's size, in bytes. */
export const DEFAULT_MAX_BODY_BYTES = 1_048_576;

/** Collects a body that arrives in chunks, up to a limit. */
export interface BodyCollector {
  /** Throws `body_too_large` once the limit is exceeded. */
  add(chunk: Uint8Array): void;
  toBytes(): Uint8Array<ArrayBuffer>;
}

/** Returns an empty collector for at most `maxBodyBytes` bytes. */
export function createBodyCollector(maxBodyBytes = DEFAULT_MAX_BODY_BYTES): BodyCollector {
  // Compared with NaN, every size would be within the limit.
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 0) {
    throw new WebhookVerificationError(
      'bad_option',
      'Invalid option: maxBodyBytes must be an integer, 0 or more.',
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk) {
      size += chunk.byteLength;
      if (size > maxBodyBytes) {
        throw new WebhookVerificationError(
          'body_too_large',
          `The body is larger than ${maxBodyBytes} bytes.`,
        );
      }
      chunks.push(chunk);
    },
    toBytes: () => concatBytes(chunks),
  };
}
