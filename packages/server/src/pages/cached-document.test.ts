import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { CachedDocument } from './cached-document.ts';

/** Sends the document, and returns what a client receives. */
async function receive(
  document: CachedDocument,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; etag: string; body: Buffer | undefined }> {
  const received = { status: 0, etag: '', body: undefined as Buffer | undefined };
  const response = {
    writeHead(status: number, { ETag }: Readonly<Record<string, string>>) {
      Object.assign(received, { status, etag: ETag });
      return response;
    },
    end(body?: Buffer) {
      received.body = body;
    },
  };
  const request = { method: 'GET', headers } as unknown as IncomingMessage;
  await document.send(request, response as unknown as ServerResponse);
  return received;
}

test('builds and compresses a document once, for requests that come together and later', async () => {
  let builds = 0;
  const document = new CachedDocument(async () => {
    builds += 1;
    return 'x'.repeat(1_000);
  }, {});
  const zipped = { 'accept-encoding': 'gzip' };
  const [one, other] = await Promise.all([receive(document, zipped), receive(document, zipped)]);
  // Not merely equal: compressed once.
  expect(one.body).toBe(other.body);
  expect((await receive(document)).body?.toString()).toBe('x'.repeat(1_000));
  expect((await receive(document, { 'if-none-match': one.etag })).status).toBe(304);
  expect(builds).toBe(1);
});
