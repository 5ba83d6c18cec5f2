import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ExpectedSigner, signatureProblem } from './signature-v4.ts';

/** A request as a fault sees it: its method, the key or query that it is for, and its number from 1. */
export interface SeenRequest {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** What happens instead of the response: an error, silence, a connection cut before or after the work. */
export type Fault =
  | { readonly status: number; readonly code: string }
  | { readonly redirect: string }
  | 'silence'
  | 'cut'
  | 'cut after';

interface Upload {
  readonly key: string;
  readonly parts: Map<number, Buffer>;
  startedAt: number;
}

export const FAKE_SIGNER = {
  service: 's3',
  region: 'eu-test-1',
  accessKeyId: 'AKIDTEST',
  secretAccessKey: 'secret+of/the=test',
} as const;

const BUCKET = 'sealed-files';

/** An S3 bucket in memory that verifies signatures and hashes, and misbehaves when a test says so. */
export class FakeS3 {
  /** The parts of each object, one for what was stored whole. */
  readonly objects = new Map<string, readonly Buffer[]>();
  readonly uploads = new Map<string, Upload>();
  /** Every request that arrived, as `GET key`. */
  readonly requests: string[] = [];
  /** Returns what goes wrong with a request. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;
  /** The least bytes of a part other than the last: as in S3, unless a test sets less. */
  smallestPart = 5 * 1_024 * 1_024;
  /** Keys in a page of a list. */
  pageSize = 1_000;
  /** Returns the first page of a list for every token, and two tokens in turn. */
  endlessList = false;
  readonly #signer: ExpectedSigner;
  readonly #server: Server;
  #port = 0;

  constructor(signer: ExpectedSigner = FAKE_SIGNER) {
    this.#signer = signer;
    this.#server = createServer((request, response) => {
      this.#respond(request, response).catch(() => response.destroy());
    });
  }

  /** Returns the settings of a client of this bucket. */
  async listen() {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    this.#port = port;
    const { region, accessKeyId, secretAccessKey } = this.#signer;
    return {
      bucket: BUCKET,
      region,
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId, secretAccessKey },
      pause: async () => {},
    };
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens again after `close`, at the same address and with the same objects: they outlive what serves them. */
  async reopen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = '', url = '', headers } = request;
    const { pathname, searchParams: query } = new URL(url, 'http://bucket');
    const [, bucket = '', ...rest] = decodeURIComponent(pathname).split('/');
    const key = rest.join('/');
    this.requests.push(`${method} ${key}`);
    const problem = signatureProblem({ method, url, headers, body }, this.#signer);
    if (problem !== undefined) {
      sendError(response, 403, problem);
      return;
    }
    if (bucket !== BUCKET) {
      sendError(response, 404, 'NoSuchBucket');
      return;
    }
    const fault = this.fault({ method, key, query, body });
    if (fault === 'silence') return;
    if (fault === 'cut') {
      response.destroy();
      return;
    }
    if (fault === 'cut after') {
      this.#perform({ method, key, query, body }, request, discarding(response));
      response.destroy();
      return;
    }
    if (fault !== undefined && 'redirect' in fault) {
      response.writeHead(307, { location: fault.redirect }).end();
      return;
    }
    if (fault !== undefined) {
      sendError(response, fault.status, fault.code);
      return;
    }
    this.#perform({ method, key, query, body }, request, response);
  }

  #perform(seen: SeenRequest, request: IncomingMessage, response: Reply): void {
    const { method, key, query, body } = seen;
    const uploadId = query.get('uploadId');
    if (method === 'GET' && key === '') {
      if (query.has('uploads')) this.#listUploads(query, response);
      else this.#list(query, response);
      return;
    }
    if (method === 'POST' && query.has('uploads')) {
      this.#beginUpload(key, response);
      return;
    }
    if (uploadId !== null) {
      this.#continueUpload(seen, uploadId, response);
      return;
    }
    if (method === 'PUT') {
      const source = request.headers['x-amz-copy-source'];
      if (source === undefined) this.objects.set(key, [body]);
      else {
        const copied = this.objects.get(String(source).slice(BUCKET.length + 2));
        if (copied === undefined) {
          sendError(response, 404, 'NoSuchKey');
          return;
        }
        this.objects.set(key, copied);
        const etag = `<ETag>${etagOfAll(copied).replaceAll('"', '&quot;')}</ETag>`;
        send(response, 200, `<CopyObjectResult>${etag}</CopyObjectResult>`);
        return;
      }
      send(response, 200, '', { etag: etagOfAll(this.objects.get(key) ?? []) });
      return;
    }
    if (method === 'DELETE') {
      this.objects.delete(key);
      send(response, 204);
      return;
    }
    this.#read(key, request, response);
  }

  #read(key: string, { headers }: IncomingMessage, response: Reply): void {
    const object = this.objects.get(key);
    if (object === undefined) {
      sendError(response, 404, 'NoSuchKey');
      return;
    }
    const etag = etagOfAll(object);
    const size = object.reduce((total, { length }) => total + length, 0);
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag) {
      sendError(response, 412, 'PreconditionFailed');
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    if (first === undefined) {
      send(response, 200, Buffer.concat(object), { etag });
      return;
    }
    if (Number(first) >= size) {
      sendError(response, 416, 'InvalidRange');
      return;
    }
    const end = Math.min(Number(last), size - 1);
    const range = `bytes ${first}-${end}/${size}`;
    send(response, 206, cut(object, Number(first), end + 1), { etag, 'content-range': range });
  }

  #list(query: URLSearchParams, response: Reply): void {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const most = Math.min(this.pageSize, Number(query.get('max-keys') ?? 1_000));
    const keys = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after)
      .sort();
    const page = keys.slice(0, most);
    const entries = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    if (this.endlessList) {
      const next = after === '0' ? '1' : '0';
      const token = `<NextContinuationToken>${next}</NextContinuationToken>`;
      send(response, 200, `<ListBucketResult>${entries}${token}</ListBucketResult>`);
      return;
    }
    const next =
      keys.length > most ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    send(response, 200, `<ListBucketResult>${entries}${next}</ListBucketResult>`);
  }

  #listUploads(query: URLSearchParams, response: Reply): void {
    const prefix = query.get('prefix') ?? '';
    const entries = [...this.uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(
        ([id, { key, startedAt }]) =>
          `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${new Date(startedAt).toISOString()}</Initiated></Upload>`,
      );
    send(
      response,
      200,
      `<ListMultipartUploadsResult>${entries.join('')}</ListMultipartUploadsResult>`,
    );
  }

  #beginUpload(key: string, response: Reply): void {
    const id = `${randomUUID()}+/=`;
    this.uploads.set(id, { key, parts: new Map(), startedAt: Date.now() });
    send(
      response,
      200,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }

  #continueUpload({ method, key, query, body }: SeenRequest, id: string, response: Reply): void {
    const upload = this.uploads.get(id);
    if (upload?.key !== key) {
      sendError(response, 404, 'NoSuchUpload');
      return;
    }
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body);
      send(response, 200, '', { etag: etagOf(body) });
      return;
    }
    if (method === 'POST') {
      const asked = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)</g)];
      const parts = asked.map(([, number, etag]) => ({
        part: upload.parts.get(Number(number)),
        etag,
      }));
      const isWrong = parts.some(
        ({ part, etag }, place) =>
          etagOf(part) !== etag ||
          (place < parts.length - 1 && (part?.length ?? 0) < this.smallestPart),
      );
      if (isWrong || parts.length === 0) {
        sendError(response, 400, 'InvalidPart');
        return;
      }
      this.objects.set(
        key,
        parts.map(({ part }) => part as Buffer),
      );
    }
    this.uploads.delete(id);
    send(response, method === 'POST' ? 200 : 204, '');
  }
}

type Reply = Pick<ServerResponse, 'writeHead' | 'end'>;

/** Takes a response that nobody gets. */
function discarding(response: ServerResponse): Reply {
  return { writeHead: () => response, end: () => response };
}

function send(
  response: Reply,
  status: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, headers);
  response.end(status === 204 ? undefined : body);
}

function sendError(response: Reply, status: number, code: string): void {
  send(response, status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

/** Returns the bytes from `start` to `end` of parts that follow each other. */
function cut(parts: readonly Buffer[], start: number, end: number): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    if (at < end && at + part.length > start) {
      pieces.push(part.subarray(Math.max(0, start - at), end - at));
    }
    at += part.length;
  }
  return Buffer.concat(pieces);
}

function etagOfAll(parts: readonly Buffer[]): string {
  const [first] = parts;
  const whole = Buffer.from(parts.map(etagOf).join());
  return parts.length < 2 ? etagOf(first) : `"${etagOf(whole).slice(1, -1)}-${parts.length}"`;
}

const etags = new WeakMap<Buffer, string>();

function etagOf(content: Buffer | undefined): string {
  if (content === undefined) return '';
  const known = etags.get(content);
  if (known !== undefined) return known;
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  etags.set(content, etag);
  return etag;
}
