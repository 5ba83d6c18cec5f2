import { ApiError } from '../errors.ts';

/** A request's body: its text, for telling repetitions apart, and its JSON value. */
export interface RequestBody {
  readonly text: string;
  /** Undefined when the body is empty. */
  readonly value: unknown;
}

/** Reads a JSON body of at most `maxBytes`. Throws 413, 415 or, for malformed JSON, 400. */
export async function readBody(request: Request, maxBytes: number): Promise<RequestBody> {
  if (request.body === null) return { text: '', value: undefined };
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const text = await readText(request, maxBytes);
  if (text === '') return { text, value: undefined };
  requireJson(request.headers.get('content-type'));
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw new ApiError('validation_error', 'The request body is not valid JSON');
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (request.headers.has('content-length')) {
    const text = await request.text();
    // A UTF-16 unit takes one to three bytes of UTF-8, so most bodies need no second look.
    if (text.length > maxBytes) throw tooLarge(maxBytes);
    if (text.length * 3 > maxBytes && new TextEncoder().encode(text).length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return text;
  }
  return readBounded(request.body as ReadableStream<Uint8Array>, maxBytes);
}

/** Without a Content-Length the reading itself stops at the limit, whatever the sender goes on to send. */
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
