import { ignoreRejection } from './ignore-rejection.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/**
 * The request body exactly as received: its bytes (an `ArrayBuffer` or any `ArrayBufferView`, such
 * as `Buffer` and `Uint8Array`) or, if the framework provides no bytes, its text.
 */
export type RawBody = string | ArrayBufferView | ArrayBuffer;

/** Returns the body in one of the two forms that can be hashed, without copying bytes. */
export function toHashable(rawBody: unknown): string | Uint8Array {
  if (typeof rawBody === 'string') return rawBody;
  if (rawBody === undefined || rawBody === null) {
    throw new WebhookVerificationError(
      'missing_body',
      `Missing raw body: rawBody is ${rawBody}. Pass the bytes of the request.`,
    );
  }
  try {
    return toBytes(rawBody);
  } catch {
    ignoreRejection(rawBody);
    throw new WebhookVerificationError(
      'parsed_body',
      'Invalid raw body: it is not text or bytes. Pass the exact bytes received, not a parsed body, a Request or a Promise.',
    );
  }
}

/** Throws for what has no bytes: another value, or a view of a buffer that was transferred away. */
function toBytes(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    return value instanceof Uint8Array
      ? value
      : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  // `instanceof` would miss buffers of another realm (Jest, vm) and run a Proxy's traps.
  ArrayBuffer.prototype.slice.call(value as ArrayBuffer, 0, 0);
  return new Uint8Array(value as ArrayBuffer);
}
