import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  FirstHandClient,
  FirstHandConfigurationError,
  FirstHandTimeoutError,
} from '../src/index.ts';
import {
  breakConnection,
  clientOf,
  errorBody,
  JOB_BODY,
  type ScriptedAnswer,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

// Each of these goes wrong in a client that is widely used.

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const idempotencyKeysOf = ({ received }: Awaited<ReturnType<typeof startServer>>) =>
  received.map(({ headers }) => headers['idempotency-key']);

describe('retries', () => {
  test('a connection that the server closed is not tried again with maxRetries 0', async () => {
    const server = await startServer({ body: {} }, breakConnection, { body: {} });
    const { client } = clientOf(server, { maxRetries: 0 });
    await client.getSettings();
    await expect(client.createJob(JOB_BODY)).rejects.toMatchObject({
      type: 'connection_error',
      attempts: 1,
    });
    expect(server.received).toHaveLength(2);
  });

  test('a POST that timed out is made again as the same one, so that it is not done twice', async () => {
    const silence: ScriptedAnswer = () => {};
    const server = await startServer(silence, silence, { status: 201, body: { id: 'job_1' } });
    const { client } = clientOf(server, { timeout: 300 });
    await expect(client.createJob(JOB_BODY)).resolves.toEqual({ id: 'job_1' });
    expect(server.received.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => JSON.stringify(JOB_BODY)),
    );
    expect(new Set(idempotencyKeysOf(server)).size).toBe(1);
    expect(idempotencyKeysOf(server)[0]).toBeDefined();
  });

  test('a body is turned into text once, however often it is sent', async () => {
    const server = await startServer({ status: 500 }, { status: 500 }, { body: {} });
    const toJSON = vi.fn(() => JOB_BODY);
    await clientOf(server).client.createJob({ toJSON } as never);
    expect(server.received).toHaveLength(3);
    expect(toJSON).toHaveBeenCalledOnce();
  });

  test('idempotency keys differ even where Math.random does not', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const server = await startServer({ body: {} });
    const { client } = clientOf(server);
    await client.createJob(JOB_BODY);
    await client.createJob(JOB_BODY);
    expect(new Set(idempotencyKeysOf(server)).size).toBe(2);
  });

  test.each([
    ['7', 7_000],
    ['0', 0],
  ])(
    'Retry-After: %s gets jitter, so that all clients do not return at once',
    async (asked, least) => {
      const server = await startServer({ status: 429, headers: { 'retry-after': asked } });
      const { client, waits } = clientOf(server, { maxRetries: 2 });
      for (const chance of [0.25, 0.75]) {
        vi.spyOn(Math, 'random').mockReturnValue(chance);
        await client.getSettings().safe();
      }
      expect(waits).toEqual([125, 250, 375, 750].map((jitter) => least + jitter));
    },
  );

  test('the longest wait that is allowed is waited in full, a longer one not shortened to it', async () => {
    const server = await startServer(
      { status: 429, headers: { 'retry-after': '60' } },
      { status: 429, headers: { 'retry-after': '60.001' } },
    );
    const { client, waits } = clientOf(server);
    await expect(client.getSettings()).rejects.toMatchObject({ retryAfterMs: 60_001, attempts: 2 });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(60_000);
  });

  test('a wait for a job keeps to the pause that the service asks for', async () => {
    const server = await startServer(
      { body: { id: 'job_1', status: 'open' } },
      { status: 429, headers: { 'retry-after': '20' }, body: errorBody('rate_limit_exceeded') },
      { body: { id: 'job_1', status: 'completed' } },
    );
    const { client, waits } = clientOf(server);
    await expect(client.waitForJob('job_1')).resolves.toMatchObject({ status: 'completed' });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(20_000);
  });
});

describe('time', () => {
  test('an attempt has 30 seconds unless told otherwise', async () => {
    vi.useFakeTimers();
    const fetch = vi.fn(() => new Promise<never>(() => {}));
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch, maxRetries: 0 });
    const outcome = vi.fn();
    void client.getSettings().catch(outcome);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(fetch).toHaveBeenCalledOnce();
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome.mock.calls[0]?.[0]).toBeInstanceOf(FirstHandTimeoutError);
  });
});

describe('the surroundings', () => {
  test('an environment that may not be read is taken for an empty one', () => {
    vi.stubGlobal('process', {
      get env() {
        throw new Error('NotCapable: Requires env access');
      },
    });
    expect(() => new FirstHandClient({ apiKey: TEST_KEY })).not.toThrow();
    expect(() => new FirstHandClient()).toThrow(FirstHandConfigurationError);
  });
});
