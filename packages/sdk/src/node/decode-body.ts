import {
  type Duplex,
  pipeline,
  type Readable,
  Transform,
  type TransformCallback,
} from 'node:stream';
import * as zlib from 'node:zlib';

/** As many as `fetch` accepts. */
const MOST_ENCODINGS = 5;

// Like `fetch`, lenient about a last block that is cut off: the length and the hash tell.
const ZLIB = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
};

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  gzip: () => zlib.createGunzip(ZLIB),
  'x-gzip': () => zlib.createGunzip(ZLIB),
  deflate: () => new AnyInflate(),
  br: () => zlib.createBrotliDecompress(BROTLI),
  // From Node 22.15 on.
  ...(zlib.createZstdDecompress && { zstd: () => zlib.createZstdDecompress() }),
};

/**
 * Decodes a body as `fetch` does: all encodings of `Content-Encoding`, the last one first, or none when
 * one of them is unknown.
 *
 * @throws Error when there are more encodings than `fetch` accepts
 */
export function decodeBody(body: Readable, contentEncoding: string): Readable {
  const names = contentEncoding.toLowerCase().split(',', MOST_ENCODINGS + 1);
  if (names.length > MOST_ENCODINGS) {
    throw new Error(`too many content-encodings in response, maximum allowed is ${MOST_ENCODINGS}`);
  }
  const decoders = names.map((name) => DECODERS[name.trim()]).reverse();
  let decoded = body;
  if (decoders.includes(undefined)) return body;
  for (const create of decoders as (() => Duplex)[]) {
    // A failure destroys the decoder with it, which is where the client reads.
    decoded = pipeline(decoded, create(), () => {});
  }
  return decoded;
}

/** Inflates with or without the zlib header, which servers forget. */
class AnyInflate extends Transform {
  #inflate: zlib.Inflate | zlib.InflateRaw | undefined;

  override _transform(chunk: Buffer, encoding: BufferEncoding, callback: TransformCallback): void {
    this.#inflate ??= this.#create(chunk[0] ?? 0);
    this.#inflate.write(chunk, encoding, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (this.#inflate) this.#inflate.once('end', callback).end();
    else callback();
  }

  #create(firstByte: number): zlib.Inflate | zlib.InflateRaw {
    const hasHeader = (firstByte & 0x0f) === 0x08;
    const inflate = hasHeader ? zlib.createInflate(ZLIB) : zlib.createInflateRaw(ZLIB);
    inflate.on('data', (bytes) => this.push(bytes));
    inflate.once('error', (error) => this.destroy(error));
    return inflate;
  }
}
