import { ApiError, validationError } from '../errors/api-error.ts';
import { BodyEncodingError, bodyTooLarge } from './body-text.ts';
import type { EngineRequest, HeaderReader } from './messages.ts';

/** A request's body: its text, whose hash identifies retries, and its JSON value. */
export interface RequestBody {
  readonly text: string;
  /** Undefined when the body is empty. */
  readonly value: unknown;
}

const LONGEST_PATH = 100;

/** Reads a JSON body of at most `maxBytes`. Throws 413, 415 or, for malformed JSON, 400. */
export async function readBody(request: EngineRequest, maxBytes: number): Promise<RequestBody> {
  const { body, headers } = request;
  if (body === null) return { text: '', value: undefined };
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw bodyTooLarge(maxBytes);
  const text = typeof body === 'string' ? body : await body(maxBytes).catch(explainFor(headers));
  requireSize(text, maxBytes);
  if (text === '') return { text, value: undefined };
  requireReadable(headers);
  const value = parseJson(text);
  if (mayNameProto(text)) refuseProto(value);
  return { text, value };
}

/** That a body is compressed or no JSON says more than that its bytes are not UTF-8. */
function explainFor(headers: HeaderReader): (error: unknown) => never {
  return (error) => {
    if (error instanceof BodyEncodingError) requireReadable(headers);
    throw error;
  };
}

function requireReadable(headers: HeaderReader): void {
  requireJson(headers.get('content-type'));
  requireUncompressed(headers.get('content-encoding'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('validation_error', 'The request body is not valid JSON');
  }
}

/** Every spelling of the name has one of these: JSON can escape any character. */
function mayNameProto(text: string): boolean {
  return text.includes('__proto__') || text.includes('\\u00');
}

/** JavaScript objects cannot be relied on to keep a field of this name, so it is refused and not lost. */
function refuseProto(body: unknown): void {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value: body, path: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      const field = `${path}${name}`;
      if (name === '__proto__')
        throw validationError([{ field, message: 'is not allowed as a name' }]);
      waiting.push({ value: inner, path: `${field.slice(0, LONGEST_PATH)}.` });
    }
  }
}

/** A UTF-16 unit takes one to three bytes of UTF-8, so most bodies need no encoding to be measured. */
function requireSize(text: string, maxBytes: number): void {
  if (text.length * 3 <= maxBytes) return;
  const isTooLarge = text.length > maxBytes || new TextEncoder().encode(text).byteLength > maxBytes;
  if (isTooLarge) throw bodyTooLarge(maxBytes);
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

/** The bytes of another coding would be refused as invalid JSON, which says nothing of the cause. */
function requireUncompressed(coding: string | null): void {
  if (coding === null || coding.trim().toLowerCase() === 'identity') return;
  throw new ApiError(
    'unsupported_media_type',
    `Send the body without Content-Encoding: ${coding}; it must not be compressed`,
  );
}
