import { bodyTooLarge, decodeBody, IncompleteBodyError } from './body-text.ts';

/**
 * Returns a function that reads a `Request`'s body, or null for none. Unless the host has already limited it, a body of
 * undeclared length is read no further than the limit.
 */
export function bodyReader(
  request: Request,
  isBounded: boolean,
): ((maxBytes: number) => Promise<string>) | null {
  const { body } = request;
  if (body === null) return null;
  const isDeclared = isBounded || request.headers.has('content-length');
  return async (maxBytes) =>
    decodeBody(isDeclared ? await readWhole(request) : await readBounded(body, maxBytes), maxBytes);
}

/** Returns a function that yields a `Request`'s body as it arrives, or undefined for none. Only one of the two readers can be used. */
export function contentReader(request: Request): (() => AsyncGenerator<Uint8Array>) | undefined {
  const { body } = request;
  return body === null ? undefined : () => chunksOf(body);
}

/** Browsers cannot iterate over a stream yet. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function readWhole(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch (error) {
    throw new IncompleteBodyError(error);
  }
}

async function readBounded(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new IncompleteBodyError(error);
    });
    if (done) return joined(chunks, size);
    if (!ArrayBuffer.isView(value)) {
      await reader.cancel();
      throw new IncompleteBodyError(new TypeError('Received non-Uint8Array chunk'));
    }
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw bodyTooLarge(maxBytes);
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}
