import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

interface Built {
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

/** A document that is built once, and served compressed and with a validator from then on. */
export class CachedDocument {
  readonly #build: () => Promise<string>;
  readonly #headers: Readonly<Record<string, string>>;
  #built: Promise<Built> | undefined;

  /** @param headers Its `Content-Type`, and whatever else belongs to it. */
  constructor(build: () => Promise<string>, headers: Readonly<Record<string, string>>) {
    this.#build = build;
    this.#headers = headers;
  }

  async send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#built ??= this.#make();
    const { plain, zipped, etag } = await this.#built;
    const headers = {
      ...this.#headers,
      ETag: etag,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
    };
    if (isKnown(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers).end();
      return;
    }
    const isZipped = takesGzip(request);
    const body = isZipped ? zipped : plain;
    const encoding = isZipped ? { 'Content-Encoding': 'gzip' } : {};
    response.writeHead(200, { ...headers, ...encoding, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async #make(): Promise<Built> {
    const plain = Buffer.from(await this.#build());
    const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
    // Weak: the compressed form has other bytes.
    return { plain, zipped: await compress(plain, { level: 9 }), etag: `W/"${digest}"` };
  }
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((known) => known.trim() === etag) ?? false;
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!;q=0(?:\.0+)?(?:,|$))/.test(String(headers['accept-encoding'] ?? ''));
}
