import { ApiError } from '../errors/api-error.ts';
import type { EngineRequest } from './messages.ts';

/** A request's body: its text, whose hash identifies retries, and its JSON value. */
export interface RequestBody {
  readonly text: string;
  /** Undefined when the body is empty. */
  readonly value: unknown;
}

/** Reads a JSON body of at most `maxBytes`. Throws 413, 415 or, for malformed JSON, 400. */
export async function readBody(request: EngineRequest, maxBytes: number): Promise<RequestBody> {
  const { body, headers } = request;
  if (body === null) return { text: '', value: undefined };
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const text = typeof body === 'string' ? body : await body(maxBytes);
  requireSize(text, maxBytes);
  if (text === '') return { text, value: undefined };
  requireJson(headers.get('content-type'));
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw new ApiError('validation_error', 'The request body is not valid JSON');
  }
}

/**
 * Returns a function that reads a `Request`'s body, or null for none. Unless the host has already limited it, a body of
 * undeclared length is read no further than the limit.
 */
export function bodyReader(
  request: Request,
  isBounded: boolean,
): ((maxBytes: number) => Promise<string>) | null {
  if (request.body === null) return null;
  if (isBounded || request.headers.has('content-length')) return () => request.text();
  return (maxBytes) => readBounded(request.body as ReadableStream<Uint8Array>, maxBytes);
}

/** A UTF-16 unit takes one to three bytes of UTF-8, so most bodies need no encoding to be measured. */
function requireSize(text: string, maxBytes: number): void {
  if (text.length * 3 <= maxBytes) return;
  const isTooLarge = text.length > maxBytes || new TextEncoder().encode(text).byteLength > maxBytes;
  if (isTooLarge) throw tooLarge(maxBytes);
}

async function readBounded(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function requireJson(contentType: string | null): void {
  if (contentType === 'application/json') return;
  const [mediaType = ''] = (contentType ?? '').split(';');
  if (mediaType.trim().toLowerCase() === 'application/json') return;
  throw new ApiError(
    'unsupported_media_type',
    `Send the body as Content-Type: application/json${contentType ? `, not ${contentType}` : ''}`,
  );
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError('payload_too_large', `The request body is larger than ${maxBytes} bytes`);
}
