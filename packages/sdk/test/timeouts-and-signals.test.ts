import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { FirstHandAbortError, FirstHandClient, FirstHandTimeoutError } from '../src/index.ts';
import {
  clientOf,
  JOB_BODY,
  type ScriptedAnswer,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

/** Never answers. */
const silence: ScriptedAnswer = () => {};

/** Sends the beginning of a body, and no more. */
const stall: ScriptedAnswer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};

describe('timeouts', () => {
  test('each attempt has a time of its own', async () => {
    const server = await startServer(silence, silence, { body: { id: 'job_1' } });
    const { client } = clientOf(server, { timeout: 300 });
    const { data, attempts } = await client.getJob('job_1').withResponse();
    expect(data).toMatchObject({ id: 'job_1' });
    expect(attempts).toBe(3);
  });

  test('the time includes the body', async () => {
    const server = await startServer(stall);
    const { client } = clientOf(server, { timeout: 40, maxRetries: 1 });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error).toMatchObject({ type: 'timeout_error', retryable: true, attempts: 2 });
    expect(error.message).toContain('timeout 40');
  });

  test('totalTimeout ends the call whatever attempts are left', async () => {
    const server = await startServer(silence);
    const { client } = clientOf(server, { timeout: 1_000, totalTimeout: 60 });
    const error = await client.getJob('job_1').catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandTimeoutError);
    expect(error.message).toContain('totalTimeout 60');
    expect(error.attempts).toBe(1);
  });

  test("a caller's signal does not switch the timeout off", async () => {
    const server = await startServer(silence);
    const { client } = clientOf(server, { timeout: 40, maxRetries: 0 });
    const { signal } = new AbortController();
    await expect(client.getJob('job_1', { signal })).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('a fetch that ignores its signal times out all the same', async () => {
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      timeout: 30,
      maxRetries: 0,
      fetch: () => new Promise(() => {}),
    });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('an apiKey function that never ends times out all the same', async () => {
    const server = await startServer({});
    const { client } = clientOf(server, {
      timeout: 30,
      maxRetries: 0,
      apiKey: () => new Promise<string>(() => {}),
    });
    await expect(client.getSettings()).rejects.toBeInstanceOf(FirstHandTimeoutError);
  });

  test('a long poll is given its waiting time on top', async () => {
    const late: ScriptedAnswer = (_request, response) => {
      setTimeout(() => response.end('{"id":"job_1"}'), 120);
    };
    const server = await startServer(late);
    const { client } = clientOf(server, { timeout: 60, maxRetries: 0 });
    await expect(client.getJob('job_1', { wait: 2 })).resolves.toMatchObject({ id: 'job_1' });
    expect(server.received[0]?.headers.prefer).toBe('wait=2');
  });

  test('Infinity means no limit, and no timer that would fire at once', async () => {
    const server = await startServer({ body: { id: 'job_1' } });
    const { client } = clientOf(server, { timeout: Infinity });
    await expect(client.getJob('job_1', { timeout: 2 ** 40 })).resolves.toMatchObject({
      id: 'job_1',
    });
  });

  test('leaves no timer that would keep the process alive', async () => {
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
  test('aborted before the call, sends nothing', async () => {
    const server = await startServer({});
    const call = clientOf(server).client.getJob('job_1', { signal: AbortSignal.abort('enough') });
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandAbortError);
    expect(error).toMatchObject({ type: 'abort_error', retryable: false, cause: 'enough' });
    expect(server.received).toEqual([]);
  });

  test.each([
    ['before the answer', silence],
    ['within the body', stall],
  ])('ends a call %s and is not retried', async (_when, answer) => {
    const server = await startServer(answer);
    const controller = new AbortController();
    const call = clientOf(server).client.getJob('job_1', { signal: controller.signal });
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    controller.abort();
    const error = await call.catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandAbortError);
    expect(error.cause).toMatchObject({ name: 'AbortError' });
    expect(server.received).toHaveLength(1);
  });

  test('ends the wait between attempts', async () => {
    const server = await startServer({ status: 429, headers: { 'retry-after': '50' } });
    const controller = new AbortController();
    const client = new FirstHandClient({ apiKey: TEST_KEY, baseUrl: server.url });
    const call = client
      .createJob(JOB_BODY, { signal: controller.signal })
      .catch((reason) => reason);
    await vi.waitFor(() => expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1));
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    controller.abort();
    expect(await call).toBeInstanceOf(FirstHandAbortError);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('has no listener left after many calls, whatever became of them', async () => {
    const server = await startServer(
      { body: {} },
      { status: 500 },
      { body: {} },
      { status: 404 },
      silence,
    );
    const { client } = clientOf(server, { timeout: 40, maxRetries: 1 });
    const { signal } = new AbortController();
    for (let call = 0; call < 12; call++) await client.getJob('job_1', { signal }).safe();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('is let go only when the body has settled', async () => {
    const server = await startServer(stall);
    const controller = new AbortController();
    const { signal } = controller;
    const call = clientOf(server).client.getJob('job_1', { signal }).safe();
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    await call;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
