import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type FetchLike,
  FirstHandClient,
  FirstHandConfigurationError,
  FirstHandTimeoutError,
} from '../src/index.ts';
import {
  breakConnection,
  clientOf,
  errorBody,
  JOB_BODY,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

// Each of these fails in a widely used client.

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const idempotencyKeysOf = ({ received }: Awaited<ReturnType<typeof startServer>>) =>
  received.map(({ headers }) => headers['idempotency-key']);

describe('retries', () => {
  test('does not retry a closed connection with maxRetries 0', async () => {
    const server = await startServer({ body: {} }, breakConnection, { body: {} });
    const { client } = clientOf(server, { maxRetries: 0 });
    await client.getSettings();
    await expect(client.createJob(JOB_BODY)).rejects.toMatchObject({
      type: 'connection_error',
      attempts: 1,
    });
    expect(server.received).toHaveLength(2);
  });

  test('does not retry a call that fetch refuses because a DOM environment replaced AbortController', async () => {
    const server = await startServer();
    class AbortControllerOfADom {
      readonly signal = Object.assign(new EventTarget(), { aborted: false });
      abort() {}
    }
    vi.stubGlobal('AbortController', AbortControllerOfADom);
    const error = await clientOf(server).client.createJob(JOB_BODY).catch(String);
    expect(error).toMatch(/^FirstHandConfigurationError: .*Expected signal/);
    expect(server.received).toHaveLength(0);
  });

  test('retries a timed-out POST with the same key and body, so that it takes effect once', async () => {
    vi.useFakeTimers();
    const fetch = vi
      .fn<FetchLike>(async () => Response.json({ id: 'job_1' }, { status: 201 }))
      .mockImplementationOnce(() => new Promise(() => {}))
      .mockImplementationOnce(() => new Promise(() => {}));
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch, sleep: async () => {} });
    const call = client.createJob(JOB_BODY, { timeout: 300 });
    void call.catch(() => {});
    await vi.advanceTimersByTimeAsync(600);
    await expect(call).resolves.toEqual({ id: 'job_1' });
    const sent = fetch.mock.calls.map(([, init]) => init);
    expect(sent.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => JSON.stringify(JOB_BODY)),
    );
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(sent[0]?.headers['idempotency-key']).toBeDefined();
  });

  test('serialises a body once, however often it is sent', async () => {
    const server = await startServer({ status: 500 }, { status: 500 }, { body: {} });
    const toJSON = vi.fn(() => JOB_BODY);
    await clientOf(server).client.createJob({ toJSON } as never);
    expect(server.received).toHaveLength(3);
    expect(toJSON).toHaveBeenCalledOnce();
  });

  test('creates different idempotency keys even when Math.random is constant', async () => {
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
    'adds jitter to Retry-After: %s, so that clients do not return together',
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

  test('waits for weeks when Retry-After is longer than a timer can be', async () => {
    vi.useFakeTimers();
    const seconds = 2_500_000;
    const statuses: number[] = [];
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      maxRetryAfter: Infinity,
      fetch: async () => {
        statuses.push(statuses.length === 0 ? 429 : 200);
        const headers = { 'retry-after': `${seconds}` };
        return Response.json({}, { status: statuses.at(-1) as number, headers });
      },
    });
    const call = client.getSettings();
    await vi.advanceTimersByTimeAsync(1_999_999_999);
    expect(statuses).toEqual([429]);
    await vi.advanceTimersByTimeAsync(1);
    expect(statuses).toEqual([429, 200]);
    await call;
  });

  test('honours Retry-After while waiting for a job', async () => {
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
  test('times an attempt out after 30 seconds by default', async () => {
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

describe('the environment', () => {
  test('treats an unreadable environment as empty', () => {
    vi.stubGlobal('process', {
      get env() {
        throw new Error('NotCapable: Requires env access');
      },
    });
    expect(() => new FirstHandClient({ apiKey: TEST_KEY })).not.toThrow();
    expect(() => new FirstHandClient()).toThrow(FirstHandConfigurationError);
  });
});
