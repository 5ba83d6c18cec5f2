import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FirstHandConnectionError, FirstHandTimeoutError } from '../src/index.ts';
import { nodeHttpFetch } from '../src/node-http.ts';
import { undiciFetch } from '../src/undici.ts';
import { breakConnection, clientOf, errorBody, JOB_BODY, startServer } from './scripted-server.ts';

const TRANSPORTS = { nodeHttpFetch, undiciFetch } as const;

describe.each(Object.keys(TRANSPORTS) as (keyof typeof TRANSPORTS)[])('%s', (name) => {
  function createTransport() {
    const fetch = TRANSPORTS[name]({ connections: 4 });
    onTestFinished(() => fetch.close());
    return fetch;
  }

  test('makes calls as the built-in fetch does', async () => {
    const headers = {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '1800000000',
    };
    const server = await startServer({ status: 503 }, breakConnection, {
      status: 201,
      headers,
      body: { id: 'job_1' },
    });
    const { client } = clientOf(server, { fetch: createTransport() });
    const { data, attempts, rateLimit, requestId } = await client
      .createJob(JOB_BODY)
      .withResponse();
    expect(data).toEqual({ id: 'job_1' });
    expect(attempts).toBe(3);
    expect(rateLimit?.remaining).toBe(59);
    expect(requestId).toMatch(/^req_/);
    expect(JSON.parse(server.received[2]?.body ?? '')).toEqual(JOB_BODY);
  });

  test('reports errors with their headers', async () => {
    const server = await startServer({
      status: 404,
      headers: { 'x-note': ['a', 'b'] },
      body: errorBody('not_found'),
    });
    const error = await clientOf(server, { fetch: createTransport() })
      .client.getJob('x')
      .catch((e) => e);
    expect(error).toMatchObject({ type: 'not_found', status: 404 });
    expect(error.headers['x-note']).toMatch(/a,\s?b/);
  });

  test('honours timeouts and signals', async () => {
    const server = await startServer(() => {});
    const { client } = clientOf(server, { fetch: createTransport(), timeout: 40, maxRetries: 0 });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
    const controller = new AbortController();
    const call = client.getSettings({ signal: controller.signal, timeout: Infinity });
    void server.arrivalOf(2).then(() => controller.abort());
    await expect(call).rejects.toMatchObject({ type: 'abort_error' });
  });

  test('closes the connection of a call that timed out', async () => {
    let noteClosed: () => void;
    const closed = new Promise<void>((resolve) => {
      noteClosed = resolve;
    });
    const server = await startServer((_, response) => response.once('close', noteClosed));
    const { client } = clientOf(server, { fetch: createTransport(), timeout: 40, maxRetries: 0 });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
    await closed;
  });

  test('passes a complete AbortSignal to middleware', async () => {
    const server = await startServer({ body: {} });
    const signals: AbortSignal[] = [];
    const { client } = clientOf(server, {
      fetch: createTransport(),
      middleware: [
        (request, next) => {
          signals.push(AbortSignal.any([request.signal]));
          return next(request);
        },
      ],
    });
    await client.getSettings();
    expect(signals[0]?.aborted).toBe(false);
  });

  test('reports an unreachable service as a connection error', async () => {
    const { client } = clientOf(
      { url: 'http://127.0.0.1:1' },
      { fetch: createTransport(), maxRetries: 0 },
    );
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandConnectionError);
  });

  test('streams downloads from other hosts and follows redirects', async () => {
    const bytes = randomBytes(200_000);
    const content_hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    const storage = await startServer({ body: bytes });
    const front = await startServer({ status: 302, headers: { location: `${storage.url}/there` } });
    const file = {
      id: 'file_1',
      content_hash,
      download_url: front.url,
      download_url_expires_at: '2999-01-01T00:00:00Z',
    };
    const { client } = clientOf(front, { fetch: createTransport() });
    const result = await client.downloadFile(file as never);
    expect(Buffer.from(result).equals(bytes)).toBe(true);
  });

  test('ends a download when its connection breaks', async () => {
    const storage = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '90' });
      response.write('{', () => response.socket?.destroy());
    });
    const file = {
      id: 'file_1',
      content_hash: 'a'.repeat(64),
      download_url: storage.url,
      download_url_expires_at: '2999-01-01T00:00:00Z',
    };
    const { client } = clientOf(storage, { fetch: createTransport(), maxRetries: 0 });
    await expect(client.downloadFile(file as never)).rejects.toBeInstanceOf(
      FirstHandConnectionError,
    );
  });

  // An exception outside of any promise fails the test too: it would end the caller's process.
  test.each(['cancels', 'aborts'] as const)(
    'closes the connection of a download that the caller %s before reading it',
    async (how) => {
      const connection = new EventEmitter();
      const closed = once(connection, 'close');
      const storage = await startServer((_request, response) => {
        response.writeHead(200, { 'content-length': '1000000' }).write(randomBytes(100_000));
        response.once('close', () => connection.emit('close'));
      });
      const file = {
        id: 'file_1',
        content_hash: 'a'.repeat(64),
        download_url: storage.url,
        download_url_expires_at: '2999-01-01T00:00:00Z',
      };
      const { client } = clientOf(storage, { fetch: createTransport() });
      const controller = new AbortController();
      const { signal } = controller;
      const body = await client.downloadFile(file as never, { to: 'stream', signal });
      if (how === 'cancels') await body.cancel();
      else controller.abort();
      await closed;
      await new Promise(setImmediate);
    },
  );

  test('calls a service at an IPv6 address', async () => {
    const server = createServer((_request, response) => response.end('{"id":"job_1"}'));
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const url = `http://[::1]:${port}`;
    const { client } = clientOf({ url }, { fetch: createTransport() });
    await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
  });

  test('does not follow a redirect of the API', async () => {
    const server = await startServer({ status: 307, headers: { location: '/elsewhere' } });
    const { client } = clientOf(server, { fetch: createTransport() });
    await expect(client.getSettings()).rejects.toMatchObject({ type: 'parse_error', status: 307 });
    expect(server.received).toHaveLength(1);
  });
});

describe('a response that is too long', () => {
  const endless = (_request: unknown, response: ServerResponse) => {
    const send = () => {
      while (response.write(' '.repeat(1 << 20)));
      response.once('drain', send);
    };
    send();
  };
  const bomb = {
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(70_000_000, ' '), { level: 1 }),
  };

  test.each([
    ['has no end', endless],
    ['decodes to much more than was sent', bomb],
  ])('is refused once when it %s', async (_name, response) => {
    const server = await startServer(response);
    const fetch = nodeHttpFetch();
    onTestFinished(() => fetch.close());
    const { client } = clientOf(server, { fetch, timeout: Number.POSITIVE_INFINITY });
    await expect(client.getJob('job_1')).rejects.toThrow('longer than 64 MiB');
    expect(server.received).toHaveLength(1);
  });
});
