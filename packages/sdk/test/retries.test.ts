import {
  type CallVector,
  type ErrorVector,
  type ResponseVector,
  readVectors,
} from '@firsthandapi/test-support/vectors';
import { describe, expect, test } from 'vitest';
import { FirstHandApiError, FirstHandConnectionError } from '../src/index.ts';
import { breakConnection, clientOf, errorBody, JOB_BODY, startServer } from './scripted-server.ts';
import { callOf, expectError } from './vectors.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

interface RetryVector extends CallVector {
  readonly options: { readonly max_retries?: number; readonly max_retry_after_ms?: number };
  readonly responses: readonly (ResponseVector | { readonly connection: 'broken' })[];
  readonly attempts: number;
  readonly result?: object | null;
  readonly error?: ErrorVector;
  /** The least and the most of each wait. */
  readonly waits_ms?: readonly (readonly [number, number])[];
}

describe('what is retried', () => {
  const { cases } = readVectors<{ cases: RetryVector[] }>('retries');

  test.each(cases)('retries as specified: $name', async (vector) => {
    const { responses, options, attempts, result, error, waits_ms } = vector;
    const script = responses.map((response) => ('status' in response ? response : breakConnection));
    const server = await startServer(...script);
    const { client, waits } = clientOf(server, {
      maxRetries: options.max_retries,
      maxRetryAfter: options.max_retry_after_ms,
    });
    const outcome = await callOf(client, vector).catch((reason: unknown) => reason);
    if (error) {
      expectError(outcome, error);
      expect(outcome).toMatchObject({ attempts });
    } else expect(outcome).toEqual(result ?? undefined);
    expect(server.received).toHaveLength(attempts);
    expect(new Set(server.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(server.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    if (waits_ms) expect(waits).toHaveLength(waits_ms.length);
    for (const [index, [least, most]] of (waits_ms ?? []).entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least);
      expect(waits[index]).toBeLessThanOrEqual(most);
    }
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

  interface KeyVector extends CallVector {
    readonly idempotency_key: string | null;
    /** A text, `uuid4` for a random one, or null for none. */
    readonly sent?: string | null;
    readonly error?: ErrorVector;
  }
  const { cases } = readVectors<{ cases: KeyVector[] }>('idempotency-keys');

  test.each(cases)('sends the idempotency key as specified: $name', async (vector) => {
    const server = await startServer({ body: { id: 'job_1' } });
    const given = vector.idempotency_key;
    const options = given === null ? {} : { idempotencyKey: given };
    const outcome = await callOf(clientOf(server).client, vector, options).catch(
      (reason: unknown) => reason,
    );
    if (vector.error) {
      expectError(outcome, vector.error);
      expect(server.received).toEqual([]);
      return;
    }
    const sent = server.received[0]?.headers['idempotency-key'];
    if (vector.sent === 'uuid4') expect(sent).toMatch(UUID);
    else expect(sent).toBe(vector.sent ?? undefined);
  });
});

describe('how long it waits', () => {
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

  test('does not wait beyond totalTimeout', async () => {
    const server = await startServer({ status: 429, headers: { 'retry-after': '30' } });
    const { client, waits } = clientOf(server, { totalTimeout: 20_000 });
    await expect(client.getSettings()).rejects.toMatchObject({ status: 429, attempts: 1 });
    expect(waits).toEqual([]);
  });
});
