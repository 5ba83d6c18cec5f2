// The same request through the built-in fetch and through the other transports: what the client sees is the same.
import { createHash, randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FetchInit, FetchLike } from '../src/index.ts';
import { nodeHttpFetch } from '../src/node-http.ts';
import { undiciFetch } from '../src/undici.ts';
import { clientOf, type ScriptedResponse, startServer } from './scripted-server.ts';

afterEach(() => vi.unstubAllEnvs());

const builtIn: FetchLike = (url, init) => fetch(url, init);

const TRANSPORTS = { nodeHttpFetch, undiciFetch } as const;
type Name = keyof typeof TRANSPORTS;

/** Creates a transport that is closed when the test ends. */
function create(name: Name) {
  const transport = TRANSPORTS[name]();
  onTestFinished(() => transport.close());
  return transport;
}

/** What a request gives: status, headers and text, or an error. */
async function outcomeOf(
  send: FetchLike,
  url: string,
  init: Partial<FetchInit> = {},
): Promise<unknown> {
  const { signal } = new AbortController();
  try {
    const response = await send(url, { method: 'GET', headers: {}, signal, ...init });
    const names = ['x-list', 'content-type', 'x-none'];
    const headers = names.map((name) => [response.headers.get(name), response.headers.has(name)]);
    return { status: response.status, headers, text: await response.text() };
  } catch {
    return 'fails';
  }
}

describe.each(Object.keys(TRANSPORTS) as Name[])('%s, beside the built-in fetch', (name) => {
  const text = JSON.stringify({ id: 'job_1', note: 'ä🦊'.repeat(2_000) });
  test.each<[string, Uint8Array | string]>([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', text],
    ['unknown', text],
    ['gzip, unknown', text],
    ['gzip, gzip, gzip, gzip, gzip, gzip', gzipSync(text)],
    ['gzip', 'no gzip at all'],
    ['gzip', ''],
    ['deflate', ''],
    ['gzip', gzipSync(text).subarray(0, -4)],
  ])('decodes content-encoding: %s', async (encoding, body) => {
    const server = await startServer({ headers: { 'content-encoding': encoding }, body });
    expect(await outcomeOf(create(name), server.url)).toEqual(await outcomeOf(builtIn, server.url));
  });

  test.each([
    '/a b/ä.jpg?q=ü',
    '/{x}|^`"<>/\\back',
    "/it's?it's",
    '/a/../b/./c/%2e%2E/d',
    '/a#fragment',
    '/100%/%zz',
    '?only=query',
    '',
    '/\ttab\n',
  ])('requests the path %j', async (path) => {
    const server = await startServer({ body: '{}' });
    for (const send of [builtIn, create(name)]) await outcomeOf(send, server.url + path);
    const [first, second] = server.received;
    expect(second?.url).toBe(first?.url);
    expect(second).toBeDefined();
  });

  test.each([301, 302, 303, 307, 308, 300, 304, 305])(
    'treats status %d with a location',
    async (status) => {
      const there = await startServer({ body: 'there' });
      const redirect = { status, headers: { location: `${there.url}/x` }, body: '' };
      for (const init of [{}, { redirect: 'manual' } as const]) {
        const server = await startServer(redirect);
        const expected = await outcomeOf(builtIn, server.url, init);
        expect(await outcomeOf(create(name), server.url, init)).toEqual(expected);
      }
    },
  );

  test.each([
    ['switches protocols', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
    ['closes at once', ''],
    ['does not speak HTTP', 'hello'],
    ['ends early', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}'],
    ['hints first', 'HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'],
    ['ends the body by closing', 'HTTP/1.0 200\r\n\r\n{}'],
  ])('settles as soon when the server %s', async (_what, reply) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {}).once('data', () => socket.end(reply));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await outcomeOf(create(name), url)).toEqual(await outcomeOf(builtIn, url));
  });

  test.each([0, -1, 1.5, Number.NaN, '4'])('refuses %o connections', (connections) => {
    const options = { connections } as { connections: number };
    expect(() => TRANSPORTS[name](options)).toThrow('Invalid connections: pass an integer from 1');
  });

  test('gives up on a circle of redirects after as many', async () => {
    const server = await startServer({ status: 302, headers: { location: '/again' }, body: '' });
    for (const send of [builtIn, create(name)]) {
      const before = server.received.length;
      expect(await outcomeOf(send, server.url)).toBe('fails');
      expect(server.received.length - before).toBe(21);
    }
  });

  test('joins repeated headers, and removes a byte order mark', async () => {
    const headers = { 'x-list': ['a', 'b'] };
    const server = await startServer({ headers, body: '\ufeff{"a":1}' });
    expect(await outcomeOf(create(name), server.url)).toEqual(await outcomeOf(builtIn, server.url));
  });

  test('names the code of a broken connection in the message', async () => {
    const broken = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '9' });
      response.write('{', () => response.socket?.destroy());
    });
    for (const send of [builtIn, create(name)]) {
      const options = { fetch: send, maxRetries: 0 };
      const refused = clientOf({ url: 'http://127.0.0.1:1' }, options).client.getSettings();
      await expect(refused).rejects.toThrow(/127\.0\.0\.1:1 \((ECONNREFUSED|bad port)\)/);
      const cut = clientOf(broken, options).client.getSettings();
      await expect(cut).rejects.toThrow(/\((UND_ERR_SOCKET|ECONNRESET)\)/);
    }
  });

  test('verifies the decoded bytes of a file that is stored encoded', async () => {
    const bytes = randomBytes(50_000);
    const headers = { 'content-encoding': 'gzip' };
    const storage = await startServer({ headers, body: gzipSync(bytes) });
    const file = {
      id: 'file_1',
      content_hash: createHash('sha256').update(bytes).digest('hex'),
      download_url: storage.url,
      download_url_expires_at: '2999-01-01T00:00:00Z',
    } as never;
    for (const send of [builtIn, create(name)]) {
      const result = await clientOf(storage, { fetch: send }).client.downloadFile(file);
      expect(Buffer.from(result).equals(bytes)).toBe(true);
    }
  });
});

describe.each(Object.keys(TRANSPORTS) as Name[])('%s and proxies', (transportName) => {
  /** A proxy that tunnels and forwards, and notes to where. */
  async function startProxy(): Promise<{ url: string; targets: string[] }> {
    const targets: string[] = [];
    const proxy = createServer((request, response) => {
      targets.push(request.url ?? '');
      const { method = 'GET', headers } = request;
      const onward = httpRequest(request.url ?? '', { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    proxy.on('connect', ({ url = '' }, socket) => {
      targets.push(url);
      const [host = '', port] = url.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, targets };
  }

  test.each([
    ['NODE_USE_ENV_PROXY', '1'],
    ['NODE_OPTIONS', '--no-warnings --use-env-proxy'],
  ])('uses the proxy of the environment when %s says so', async (name, value) => {
    const proxy = await startProxy();
    const server = await startServer({ body: { id: 'job_1' } });
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('no_proxy', '');
    vi.stubEnv(name, value);
    const { client } = clientOf(server, { fetch: create(transportName) });
    await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
    expect(proxy.targets.join()).toContain(new URL(server.url).host);
  });

  test.each([
    ['nothing says so', {}],
    ['NO_PROXY lists the host', { NODE_USE_ENV_PROXY: '1', no_proxy: '127.0.0.1' }],
  ])('connects directly when %s', async (_when, environment) => {
    const proxy = await startProxy();
    const server = await startServer({ body: {} });
    vi.stubEnv('http_proxy', proxy.url);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await clientOf(server, { fetch: create(transportName) }).client.getSettings();
    expect(proxy.targets).toEqual([]);
  });
});

test('nodeHttpFetch uses an agent of the caller, and leaves it open', async () => {
  const server = await startServer({ body: { id: 'job_1' } });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const destroy = vi.spyOn(agent, 'destroy');
  const transport = nodeHttpFetch({ agent });
  const { client } = clientOf(server, { fetch: transport });
  await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
  transport.close();
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  expect(destroy).not.toHaveBeenCalled();
});

test('undiciFetch announces the URL of a request, but not its key, and lets a subscriber make it', async () => {
  const server = await startServer({ body: { object: 'from the server' } });
  const transport = undiciFetch();
  onTestFinished(() => transport.close());
  const { client } = clientOf(server, { fetch: transport });
  const announced: unknown[] = [];
  const onRequest = (request: unknown) => {
    announced.push({ ...(request as object) });
    const fetch = async () => Response.json({ object: 'from the subscriber' });
    if (announced.length === 2) Object.assign(request as object, { fetch });
  };
  subscribe('firsthandapi:undici:request', onRequest);
  onTestFinished(() => void unsubscribe('firsthandapi:undici:request', onRequest));
  expect(await client.getSettings()).toEqual({ object: 'from the server' });
  expect(await client.getSettings()).toEqual({ object: 'from the subscriber' });
  const url = expect.stringContaining('/v1/organization/settings');
  expect(announced).toEqual([{ url }, { url }]);
});

test('undiciFetch uses a dispatcher of the caller, and leaves it open', async () => {
  const agent = new MockAgent();
  onTestFinished(() => agent.close());
  agent.disableNetConnect();
  const pool = agent.get('https://api.firsthandapi.com');
  pool.intercept({ path: '/v1/jobs/job_1' }).reply(200, { id: 'job_1' }).times(2);
  const transport = undiciFetch({ dispatcher: agent });
  const { client } = clientOf({ url: 'https://api.firsthandapi.com' }, { fetch: transport });
  await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
  await transport.close();
  await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
});

test('accepts the fetch of undici as a transport', async () => {
  const { fetch: send } = await import('undici');
  const answer: ScriptedResponse = { body: { id: 'job_1' } };
  const { client } = clientOf(await startServer(answer), { fetch: send });
  await expect(client.getJob('job_1')).resolves.toEqual({ id: 'job_1' });
});

test('refuses an agent or a dispatcher that cannot send, by the name of the option', () => {
  expect(() => nodeHttpFetch({ agent: {} })).toThrow('Invalid agent: it has no method addRequest');
  expect(() => undiciFetch({ dispatcher: {} as never })).toThrow(
    'Invalid dispatcher: it has no method dispatch',
  );
});
