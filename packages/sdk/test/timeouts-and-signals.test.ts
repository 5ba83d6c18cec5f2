import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type FetchInit,
  FirstHandAbortError,
  FirstHandClient,
  FirstHandTimeoutError,
} from '../src/index.ts';
import {
  clientOf,
  JOB_BODY,
  type ScriptedResponse,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

afterEach(() => void vi.useRealTimers());

/** Never responds. */
const silence: ScriptedResponse = () => {};

/** Sends the beginning of a body, and no more. */
const stall: ScriptedResponse = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};

describe('timeouts', () => {
  test('gives each attempt its own timeout', async () => {
    vi.useFakeTimers();
    const fetch = vi
      .fn<() => Promise<Response>>(async () => new Response('{"id":"job_1"}'))
      .mockImplementationOnce(() => new Promise(() => {}))
      .mockImplementationOnce(() => new Promise(() => {}));
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch, sleep: async () => {} });
    const call = client.getJob('job_1', { timeout: 300 }).withResponse();
    await vi.advanceTimersByTimeAsync(300);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(300);
    const { data, attempts } = await call;
    expect(data).toMatchObject({ id: 'job_1' });
    expect(attempts).toBe(3);
  });

  test('includes the body in the timeout', async () => {
    const server = await startServer(stall);
    const { client } = clientOf(server, { timeout: 40, maxRetries: 1 });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error).toMatchObject({ type: 'timeout_error', retryable: true, attempts: 2 });
    expect(error.message).toContain('timeout 40');
  });

  test('ends the call at totalTimeout, whatever attempts are left', async () => {
    const server = await startServer(silence);
    const { client } = clientOf(server, { timeout: 1_000, totalTimeout: 60 });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error.message).toContain('totalTimeout 60');
    expect(error.attempts).toBe(1);
  });

  test('keeps the timeout when the caller passes a signal', async () => {
    const server = await startServer(silence);
    const { client } = clientOf(server, { timeout: 40, maxRetries: 0 });
    const { signal } = new AbortController();
    await expect(client.getJob('job_1', { signal })).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('times out a fetch that ignores its signal', async () => {
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      timeout: 30,
      maxRetries: 0,
      fetch: () => new Promise(() => {}),
    });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('times out an apiKey function that never settles', async () => {
    const server = await startServer({});
    const { client } = clientOf(server, {
      timeout: 30,
      maxRetries: 0,
      apiKey: () => new Promise<string>(() => {}),
    });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('adds the wait of a long poll to the timeout', async () => {
    vi.useFakeTimers();
    const fetch = vi.fn((_url: string, _init: FetchInit) => new Promise<never>(() => {}));
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch, timeout: 60, maxRetries: 0 });
    const outcome = vi.fn();
    void client.getJob('job_1', { wait: 2 }).catch(outcome);
    await vi.advanceTimersByTimeAsync(2_059);
    expect(fetch.mock.calls[0]?.[1].headers.prefer).toBe('wait=2');
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome.mock.calls[0]?.[0]).toBeInstanceOf(FirstHandTimeoutError);
  });

  test('treats Infinity as no limit, without a timer that fires at once', async () => {
    const server = await startServer({ body: { id: 'job_1' } });
    const { client } = clientOf(server, { timeout: Infinity });
    await expect(client.getJob('job_1', { timeout: 2 ** 40 })).resolves.toMatchObject({
      id: 'job_1',
    });
  });

  test('leaves no timer that keeps the process alive', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const server = await startServer({ body: {} }, { status: 404 });
    const { client } = clientOf(server);
    const before = timers();
    await client.getJob('job_1');
    await client.getJob('job_1').safe();
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("a caller's signal", () => {
  test('sends nothing when the signal is already aborted', async () => {
    const server = await startServer({});
    const call = clientOf(server).client.getJob('job_1', { signal: AbortSignal.abort('enough') });
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandAbortError);
    expect(error).toMatchObject({ type: 'abort_error', retryable: false, cause: 'enough' });
    expect(server.received).toEqual([]);
  });

  test.each<[string, (client: FirstHandClient, signal: AbortSignal) => PromiseLike<unknown>]>([
    ['a call', (client, signal) => client.getJob('job_1', { signal })],
    ['a wait', (client, signal) => client.waitForJob('job_1', { signal })],
    ['a creation and a wait', (client, signal) => client.createJobAndWait(JOB_BODY, { signal })],
    ['a download', (client, signal) => client.downloadFile('file_1', { signal })],
    ['a stream', (client, signal) => client.downloadFile('file_1', { to: 'stream', signal })],
  ])('names the fix and sends nothing when %s gets a controller as its signal', async (_, call) => {
    const server = await startServer(silence);
    const controller = new AbortController() as unknown as AbortSignal;
    const { client } = clientOf(server);
    await expect(call(client, controller)).rejects.toMatchObject({
      type: 'configuration_error',
      message: 'Invalid signal: pass controller.signal',
    });
    expect(server.received).toEqual([]);
  });

  test('names its error AbortError, as libraries expect of an abort', async () => {
    const server = await startServer({});
    const call = clientOf(server).client.getJob('job_1', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', type: 'abort_error' });
    await expect(call).rejects.toBeInstanceOf(FirstHandAbortError);
  });

  test.each([
    ['before the response', silence],
    ['within the body', stall],
  ])('ends a call aborted %s, without a retry', async (_when, response) => {
    const server = await startServer(response);
    const controller = new AbortController();
    const call = clientOf(server).client.getJob('job_1', { signal: controller.signal });
    await server.arrivalOf(1);
    controller.abort();
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandAbortError);
    expect(error.cause).toMatchObject({ name: 'AbortError' });
    expect(server.received).toHaveLength(1);
  });

  test('ends the wait between attempts when the signal is aborted', async () => {
    const server = await startServer({ status: 429, headers: { 'retry-after': '50' } });
    const controller = new AbortController();
    const client = new FirstHandClient({ apiKey: TEST_KEY, baseUrl: server.url });
    const call = client
      .createJob(JOB_BODY, { signal: controller.signal })
      .catch((reason) => reason);
    await vi.waitFor(() => expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1), {
      timeout: 30_000,
    });
    await server.arrivalOf(1);
    controller.abort();
    expect(await call).toBeInstanceOf(FirstHandAbortError);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('leaves no listener on a signal after many calls, whatever their outcome', async () => {
    const server = await startServer(
      { body: {} },
      { status: 500 },
      { body: {} },
      { status: 404 },
      silence,
    );
    const { client } = clientOf(server, { timeout: 10, maxRetries: 1 });
    const { signal } = new AbortController();
    for (let call = 0; call < 12; call++) await client.getJob('job_1', { signal }).safe();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('keeps its listener on a signal until the body has settled', async () => {
    const server = await startServer(stall);
    const controller = new AbortController();
    const { signal } = controller;
    const call = clientOf(server).client.getJob('job_1', { signal }).safe();
    await server.arrivalOf(1);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    await call;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
