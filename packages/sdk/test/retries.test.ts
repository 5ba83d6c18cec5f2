import { describe, expect, test } from 'vitest';
import { FirstHandApiError, FirstHandConnectionError } from '../src/index.ts';
import { breakConnection, clientOf, errorBody, JOB_BODY, startServer } from './scripted-server.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('what is retried', () => {
  test('does not retry a quota_exceeded, since waiting alone makes no room', async () => {
    const quota = { name: 'active_jobs', limit: 100, used: 100, requested: 1, resets_at: null };
    const error = { type: 'quota_exceeded', message: 'Quota', request_id: 'req_1', quota };
    const server = await startServer({ status: 429, body: { error } });
    const { client } = clientOf(server);
    const refusal = await client.getSettings().catch((reason) => reason);
    expect(refusal).toMatchObject({ type: 'quota_exceeded', retryable: false, attempts: 1, quota });
    expect(refusal.toJSON()).toMatchObject({ quota });
  });

  test('retries a quota_exceeded after its Retry-After', async () => {
    const error = { type: 'quota_exceeded', message: 'Quota', request_id: 'req_1' };
    const headers = { 'retry-after': '30' };
    const server = await startServer({ status: 429, headers, body: { error } }, { body: {} });
    const { client, waits } = clientOf(server);
    await client.getSettings();
    expect(waits[0]).toBeGreaterThanOrEqual(30_000);
  });

  test.each([408, 429, 500, 502, 503, 504])('retries status %i', async (status) => {
    const server = await startServer({ status, body: errorBody('x') }, { body: { id: 'job_1' } });
    const { client } = clientOf(server);
    await expect(client.getJob('job_1')).resolves.toMatchObject({ id: 'job_1' });
    expect(server.received).toHaveLength(2);
  });

  test.each([400, 401, 402, 403, 404, 405, 409, 413, 415, 422, 501])(
    'does not retry status %i',
    async (status) => {
      const server = await startServer({ status, body: errorBody('x') });
      const { client } = clientOf(server);
      await expect(client.createJob(JOB_BODY)).rejects.toMatchObject({ status, attempts: 1 });
      expect(server.received).toHaveLength(1);
    },
  );

  test('retries 409 when the service says so', async () => {
    const again = {
      status: 409,
      headers: { 'x-should-retry': 'true' },
      body: errorBody('conflict'),
    };
    const server = await startServer(again, { body: { id: 'job_1' } });
    await expect(clientOf(server).client.createJob(JOB_BODY)).resolves.toMatchObject({
      id: 'job_1',
    });
  });

  test('does not retry 500 when the service says so', async () => {
    const server = await startServer({ status: 500, headers: { 'x-should-retry': 'false' } });
    const call = clientOf(server).client.getJob('job_1');
    await expect(call).rejects.toMatchObject({ status: 500, retryable: false, attempts: 1 });
  });

  test('retries a broken connection, also for POST', async () => {
    const server = await startServer(breakConnection, { status: 201, body: { id: 'job_1' } });
    const { client } = clientOf(server);
    await expect(client.createJob(JOB_BODY)).resolves.toMatchObject({ id: 'job_1' });
  });

  test('retries when the server has closed a kept-alive connection', async () => {
    const server = await startServer(
      { body: { id: 'job_1' } },
      (_request, response) => response.socket?.resetAndDestroy(),
      { body: { id: 'job_2' } },
    );
    const { client } = clientOf(server);
    await client.getJob('job_1');
    await expect(client.createJob(JOB_BODY)).resolves.toMatchObject({ id: 'job_2' });
  });

  test('retries when a response breaks off within its body', async () => {
    const server = await startServer(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"id":', () => response.socket?.destroy());
      },
      { body: { id: 'job_1' } },
    );
    const { client } = clientOf(server);
    await expect(client.getJob('job_1')).resolves.toMatchObject({ id: 'job_1' });
  });

  test('retries an unreachable service and reports the last cause', async () => {
    const { client, waits } = clientOf({ url: 'http://127.0.0.1:9' });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandConnectionError);
    expect(error).toMatchObject({ type: 'connection_error', retryable: true, attempts: 4 });
    expect(error.message).toContain('http://127.0.0.1:9');
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(waits).toHaveLength(3);
  });

  test('retries nothing with maxRetries 0, for the client or for one call', async () => {
    const server = await startServer({ status: 500 });
    await expect(clientOf(server, { maxRetries: 0 }).client.getSettings()).rejects.toThrow();
    await expect(clientOf(server).client.getSettings({ maxRetries: 0 })).rejects.toThrow();
    expect(server.received).toHaveLength(2);
  });

  test('retries signup only when nothing was done, because no idempotency key protects it', async () => {
    const body = { name: 'Example', email: 'dev@example.com' };
    const failing = await startServer({ status: 500 });
    await expect(clientOf(failing).client.signup(body)).rejects.toMatchObject({ attempts: 1 });
    const busy = await startServer(
      { status: 429 },
      { status: 201, body: { api_key: 'fh_live_sk_x' } },
    );
    await expect(clientOf(busy).client.signup(body)).resolves.toBeDefined();
    expect(busy.received).toHaveLength(2);
  });

  test('treats 404 as success when a retried DELETE had lost its first response', async () => {
    const server = await startServer(breakConnection, {
      status: 404,
      body: errorBody('not_found'),
    });
    await expect(clientOf(server).client.deleteApiKey('key_1')).resolves.toBeUndefined();
    const missing = await startServer({ status: 404, body: errorBody('not_found') });
    await expect(clientOf(missing).client.deleteApiKey('key_1')).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('what every attempt carries', () => {
  test('sends the same random idempotency key and the same bytes on every attempt', async () => {
    const server = await startServer(
      { status: 500 },
      breakConnection,
      { status: 429 },
      { body: {} },
    );
    const { client } = clientOf(server);
    const body = { ...JOB_BODY, description: 'Ärger mit 🦊 und Zeilen\n' };
    const call = client.createJob(body);
    body.description = 'changed after the call';
    await call;
    expect(server.received).toHaveLength(4);
    expect(new Set(server.received.map((request) => request.body)).size).toBe(1);
    const keys = new Set(server.received.map(({ headers }) => headers['idempotency-key']));
    expect([...keys]).toEqual([expect.stringMatching(UUID)]);
    expect(JSON.parse(server.received[0]?.body ?? '').description).toContain('🦊');
  });

  test('sends a different idempotency key for each call', async () => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server);
    await client.createJob(JOB_BODY);
    await client.createJob(JOB_BODY);
    const [first, second] = server.received.map(({ headers }) => headers['idempotency-key']);
    expect(first).not.toBe(second);
  });

  test('sends the idempotency key of the caller and shows it on the error', async () => {
    const server = await startServer({ status: 402, body: errorBody('insufficient_credits') });
    const { client } = clientOf(server);
    const error = await client.createJob(JOB_BODY, { idempotencyKey: 'order-7' }).catch((e) => e);
    expect(server.received[0]?.headers['idempotency-key']).toBe('order-7');
    expect(error.idempotencyKey).toBe('order-7');
  });

  test('sends no idempotency key with GET, PATCH and DELETE', async () => {
    const server = await startServer({ body: {} });
    const { client } = clientOf(server);
    await client.getSettings({ idempotencyKey: 'unused' });
    await client.updateSettings({ auto_topup_enabled: false });
    await client.deleteWebhookEndpoint('whe_1');
    expect(server.received.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'DELETE']);
    for (const { headers } of server.received)
      expect(headers).not.toHaveProperty('idempotency-key');
  });
});

describe('how long it waits', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['fractions of seconds', { 'retry-after': '0.25' }, 250],
    ['milliseconds, which win', { 'retry-after': '9', 'retry-after-ms': '1500' }, 1_500],
  ])('waits as long as Retry-After asks in %s, plus jitter', async (_unit, headers, least) => {
    const server = await startServer({ status: 429, headers }, { body: {} });
    const { client, waits } = clientOf(server);
    await client.getSettings();
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(least);
    expect(waits[0]).toBeLessThanOrEqual(least + 500);
  });

  test('waits until the HTTP date in Retry-After', async () => {
    const date = new Date(Date.now() + 20_000).toUTCString();
    const server = await startServer(
      { status: 503, headers: { 'retry-after': date } },
      { body: {} },
    );
    const { client, waits } = clientOf(server);
    await client.getSettings();
    expect(waits[0]).toBeGreaterThan(15_000);
    expect(waits[0]).toBeLessThanOrEqual(20_500);
  });

  test('fails immediately when Retry-After is above maxRetryAfter, and says so', async () => {
    const server = await startServer({
      status: 429,
      headers: { 'retry-after': '61' },
      body: errorBody('rate_limit_exceeded', 'too many requests'),
    });
    const { client, waits } = clientOf(server);
    const error = await client.getSettings().catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandApiError);
    expect(error).toMatchObject({ type: 'rate_limit_exceeded', retryAfterMs: 61_000, attempts: 1 });
    expect(error.message).toContain('too many requests');
    expect(error.message).toContain('61 s');
    expect(error.message).toContain('maxRetryAfter');
    expect(error.retryable).toBe(true);
    expect(waits).toEqual([]);
  });

  test('waits longer when maxRetryAfter allows it', async () => {
    const server = await startServer(
      { status: 429, headers: { 'retry-after': '61' } },
      { body: {} },
    );
    const { client, waits } = clientOf(server, { maxRetryAfter: 90_000 });
    await client.getSettings();
    expect(waits[0]).toBeGreaterThanOrEqual(61_000);
  });

  test('does not wait beyond totalTimeout', async () => {
    const server = await startServer({ status: 429, headers: { 'retry-after': '30' } });
    const { client, waits } = clientOf(server, { totalTimeout: 20_000 });
    await expect(client.getSettings()).rejects.toMatchObject({ status: 429, attempts: 1 });
    expect(waits).toEqual([]);
  });
});
