import { WebhookVerificationError } from './webhook-verification-error.ts';

/**
 * The request body exactly as it arrived: its bytes (any `ArrayBufferView`, so `Buffer` and
 * `Uint8Array` too, or an `ArrayBuffer`) or, where a framework gives no bytes, its text.
 */
export type RawBody = string | ArrayBufferView | ArrayBuffer;

/** Narrows any accepted body to the two forms that can be hashed, without copying bytes. */
export function toHashable(rawBody: unknown): string | Uint8Array {
  if (typeof rawBody === 'string') return rawBody;
  if (ArrayBuffer.isView(rawBody)) {
    return rawBody instanceof Uint8Array
      ? rawBody
      : new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
  }
  if (isArrayBuffer(rawBody)) return new Uint8Array(rawBody);
  throw rawBody === undefined || rawBody === null
    ? new WebhookVerificationError(
        'missing_body',
        `rawBody is ${rawBody}: no middleware kept the raw body. Pass the bytes of the request.`,
      )
    : new WebhookVerificationError(
        'parsed_body',
        'rawBody is not text or bytes: it was parsed, or is a Request or a Promise. A signature covers the exact bytes received, so pass those.',
      );
}

// `instanceof` would miss buffers of another realm (Jest, vm) and run a Proxy's traps.
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  try {
    ArrayBuffer.prototype.slice.call(value as ArrayBuffer, 0, 0);
    return true;
  } catch {
    return false;
  }
}
