import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonLog } from '../src/host/json-log.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { readMetrics } from './support/read-metrics.ts';
import {
  callServer,
  JOB,
  liftLimits,
  startTestServer,
  type TestServer,
} from './support/test-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');

describe('the host', () => {
  let server: TestServer;
  let logged = '';
  beforeAll(async () => {
    server = await startTestServer(
      sqlite,
      {},
      new JsonLog({
        write: (text, done) => {
          logged += text;
          done?.();
        },
      }),
    );
    await liftLimits(server);
  });
  afterAll(() => server.close());

  /** Sends bytes that no HTTP client would send, and returns what the server sends back. */
  async function exchange(request: string): Promise<string> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(request);
    return readAll(socket);
  }

  it('creates an organization with a live and a test key on a new server, once', async () => {
    expect(server.live).toMatch(/^fh_live_sk_[0-9A-Za-z]{33}$/);
    expect(server.test).toMatch(/^fh_test_sk_[0-9A-Za-z]{33}$/);
    const balance = await server.call('GET', '/v1/billing/credits', { key: server.live });
    expect(balance.body).toMatchObject({ available_cents: 250, held_cents: 0 });
  });

  it('reports that it is alive and ready, and serves metrics', async () => {
    expect((await server.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await server.call('GET', '/readyz')).body).toEqual({ status: 'ready' });
    await server.call('GET', '/v1/jobs', { key: server.test });
    const metrics = await readMetrics(server.url);
    expect(metrics).toMatch(/firsthand_requests_total\{operation="listJobs",status="200"\} \d+/);
    expect(metrics).toContain('firsthand_ledger_cents{account="available"} 250');
    expect(metrics).toContain('firsthand_ledger_cents{account="funding"} -250');
  });

  it('serves the OpenAPI document and a reference page without scripts', async () => {
    const document = await server.call('GET', '/openapi.json');
    expect(document.body).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\./),
      servers: [{ url: server.url }],
    });
    const page = await server.call('GET', '/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const path of Object.keys(document.body.paths)) {
      expect(page.text).toContain(path.replaceAll("'", '&#39;'));
    }
    expect(page.text).not.toMatch(/<script|undefined|\[object/);
  });

  it('responds to HEAD on its own pages without a body, and refuses other methods', async () => {
    const head = await fetch(`${server.url}/healthz`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const deleted = await server.call('DELETE', '/healthz');
    expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('responds to unknown paths with an error of the API', async () => {
    const unknown = await server.call('GET', '/v2/jobs');
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.type).toBe('not_found');
  });

  it('refuses a body over the limit, whether declared or streamed, without reading all of it', async () => {
    const head = `POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.test}\r\nIdempotency-Key: big\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const declared = await exchange(`${head}Content-Length: 2000000\r\n\r\n`);
    expect(declared).toMatch(/^HTTP\/1.1 413 /);
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    const streamed = await exchange(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`);
    expect(streamed).toMatch(/^HTTP\/1.1 413 /);
    expect(streamed).toContain('"type":"payload_too_large"');
  });

  it.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', 400],
    ['a request without Host', 'GET /v1/jobs HTTP/1.1\r\n\r\n', 400],
    [
      'both Content-Length and Transfer-Encoding',
      'POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'oversized headers',
      `GET /v1/jobs HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    [
      'a target without a leading slash',
      'GET jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
    ],
  ])('refuses %s', async (_name, request, status) => {
    expect(await exchange(request)).toMatch(new RegExp(`^HTTP/1.1 (${status}|404) `));
    expect((await server.call('GET', '/healthz')).status).toBe(200);
  });

  it('responds when a body breaks off', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    socket.end(
      `POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.test}\r\nIdempotency-Key: cut\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"type"`,
    );
    expect(await readAll(socket)).toMatch(/^(HTTP\/1.1 400 |$)/);
    expect((await server.call('GET', '/healthz')).status).toBe(200);
  });

  it.each(['@', 'a', 'a@', '@a.', 'x@y.zz', '.'])(
    'responds at once when the path repeats %j, and logs only its beginning',
    async (text) => {
      const before = logged.length;
      const path = `/${text.repeat(12_000 / text.length)}`;
      const requests = Array.from({ length: 4 }, () => server.call('GET', path));
      for (const { status } of await Promise.all(requests))
        expect([401, 404, 429]).toContain(status);
      for (const line of logged.slice(before).trim().split('\n')) {
        expect(line.length).toBeLessThan(1_000);
      }
    },
  );

  it('logs one line per request, without secrets', async () => {
    const email = 'someone.private@acme.example';
    const created = await server.call('POST', '/v1/auth/signup', { body: { name: 'Acme', email } });
    const endpoint = await server.call('POST', '/v1/webhook_endpoints', {
      key: created.body.api_key,
      body: { url: 'https://hooks.acme.example/in', events: ['job.completed'] },
      idempotencyKey: 'their-idempotency-key',
    });
    await server.call('POST', '/v1/jobs', {
      key: created.body.api_key,
      body: { ...JOB, description: 'A private description' },
    });
    await server.call('GET', `/v1/jobs/${created.body.api_key}`, { key: created.body.api_key });
    const lines = logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({
      event: 'request',
      request_id: expect.stringMatching(/^req_/),
      operation: 'getJob',
      path: '/v1/jobs/{id}',
      status: 404,
      duration_ms: expect.any(Number),
      client: expect.stringMatching(/^[0-9a-f]{16}$/),
      rate_limit_remaining: expect.any(Number),
    });
    for (const secret of [
      email,
      created.body.api_key,
      endpoint.body.secret,
      'their-idempotency-key',
      'A private description',
      '127.0.0.1',
    ]) {
      expect(logged).not.toContain(secret);
    }
  });

  it('supports the authentication guide as written', async () => {
    const curl = async (...words: string[]) => {
      const { stdout } = await promisify(execFile)('curl', [
        '-s',
        '-w',
        '\n%{http_code}',
        ...words,
      ]);
      const end = stdout.lastIndexOf('\n');
      const body = stdout.slice(0, end);
      return {
        status: Number(stdout.slice(end + 1)),
        body: body === '' ? undefined : JSON.parse(body),
      };
    };
    const json = ['-H', 'Content-Type: application/json'];
    const as = (key: string) => ['-H', `Authorization: Bearer ${key}`];
    const signup = await curl(
      '-X',
      'POST',
      `${server.url}/v1/auth/signup`,
      ...json,
      '-d',
      '{"name": "My Organization", "email": "dev@example.com"}',
    );
    expect(signup).toEqual({
      status: 201,
      body: {
        organization_id: expect.stringMatching(/^org_/),
        api_key: expect.stringMatching(/^fh_live_sk_/),
        credits_cents: 250,
      },
    });
    const key = signup.body.api_key;
    expect(await curl(`${server.url}/v1/jobs`, ...as(key))).toMatchObject({
      status: 200,
      body: { object: 'list', data: [] },
    });
    expect(await curl(`${server.url}/v1/jobs`, ...as('fh_live_sk_abc123'))).toEqual({
      status: 401,
      body: {
        error: {
          type: 'authentication_error',
          message: expect.stringContaining('Invalid or missing API key'),
          request_id: expect.stringMatching(/^req_/),
        },
      },
    });
    const created = await curl(
      '-X',
      'POST',
      `${server.url}/v1/api_keys`,
      ...as(key),
      ...json,
      '-H',
      'Idempotency-Key: scoped',
      '-d',
      '{"name": "Reader", "scopes": ["jobs:read"]}',
    );
    expect(created).toMatchObject({
      status: 201,
      body: { scopes: ['jobs:read'], secret: expect.stringMatching(/^fh_live_sk_/) },
    });
    const scoped = created.body.secret;
    expect((await curl(`${server.url}/v1/jobs`, ...as(scoped))).status).toBe(200);
    const refused = await curl(`${server.url}/v1/billing/credits`, ...as(scoped));
    expect(refused).toMatchObject({
      status: 403,
      body: {
        error: { type: 'authorization_error', message: expect.stringContaining('billing:read') },
      },
    });
    expect(
      await curl('-X', 'DELETE', `${server.url}/v1/api_keys/${created.body.id}`, ...as(key)),
    ).toEqual({ status: 204, body: undefined });
    expect((await curl(`${server.url}/v1/jobs`, ...as(scoped))).status).toBe(401);
  });
});

describe('a shutdown', () => {
  it('ends accepted long polls at once, and completes accepted mutations', async () => {
    const server = await startTestServer(sqlite);
    const job = await server.call('POST', '/v1/jobs', { key: server.live, body: JOB });
    const polling = callServer(server.url, 'GET', `/v1/jobs/${job.body.id}`, {
      key: server.live,
      headers: { Prefer: 'wait=60' },
    });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify(JOB);
    socket.write(
      `POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.test}\r\nIdempotency-Key: late\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
    );
    // Once the server asks for the body, it has started to read the request.
    await once(socket, 'data');
    const closed = server.close();
    expect((await polling).body.status).toBe('open');
    socket.write(body);
    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 201 [\s\S]*Connection: close/i);
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it('reports that it is not ready while it still accepts connections, for the delay', async () => {
    const server = await startTestServer(sqlite, { shutdownDelaySeconds: 3, shutdownSeconds: 10 });
    const closed = server.server.close();
    const fresh = { headers: { Connection: 'close' } };
    const ready = await fetch(`${server.url}/readyz`, fresh);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('shutting')]);
    const jobs = await callServer(server.url, 'GET', '/v1/jobs', { key: server.live });
    expect(jobs.status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    await server.remove();
  });

  it('releases the folder for the next server, and lets only one use it at a time', async () => {
    const server = await startTestServer(sqlite);
    await expect(server.startSecond()).rejects.toThrow('Another server uses');
    await server.server.close();
    const next = await server.startSecond();
    expect(next.firstKeys).toBeUndefined();
    const found = await callServer(next.url, 'GET', '/v1/jobs', { key: server.live });
    expect(found.status).toBe(200);
    await next.close();
  });

  it('removes what a killed server has left half written, and nothing that may be in use', async () => {
    const server = await startTestServer(sqlite);
    await server.server.close();
    const [old, recent] = ['old.draft', 'recent.draft'].map((name) => {
      const path = join(server.folder, 'files', name);
      writeFileSync(path, 'half a file');
      return path;
    }) as [string, string];
    const yesterday = Date.now() / 1_000 - 24 * 60 * 60;
    utimesSync(old, yesterday, yesterday);
    const next = await server.startSecond();
    expect([old, recent].filter((path) => existsSync(path))).toEqual([recent]);
    await next.close();
    await server.remove();
  });
});
