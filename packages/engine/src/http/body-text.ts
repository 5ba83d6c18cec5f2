import { ApiError } from '../errors/api-error.ts';

/** The client's connection or stream failed before the end of the body, which is no failure of the service. */
export class IncompleteBodyError extends ApiError {
  constructor(cause?: unknown) {
    super('validation_error', 'The request body ended before it was complete', { cause });
  }
}

/** The bytes of a body are not UTF-8. */
export class BodyEncodingError extends ApiError {
  constructor() {
    super('validation_error', 'The request body is not valid UTF-8');
  }
}

let decoder: TextDecoder | undefined;

/**
 * Decodes a body of at most `maxBytes`. Throws 413, or 400 for bytes that are not UTF-8: with replacement characters in
 * their place, the service would store what nobody has sent.
 */
export function decodeBody(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.byteLength > maxBytes) throw bodyTooLarge(maxBytes);
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BodyEncodingError();
  }
}

export function bodyTooLarge(maxBytes: number): ApiError {
  return new ApiError('payload_too_large', `The request body is larger than ${maxBytes} bytes`);
}
