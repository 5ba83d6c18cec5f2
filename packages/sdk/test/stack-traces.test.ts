import { describe, expect, test } from 'vitest';
import { FirstHandClient } from '../src/index.ts';
import { clientOf, errorBody, JOB_BODY, startServer, TEST_KEY } from './scripted-server.ts';

const missing = { status: 404, body: errorBody('not_found') };
const openJob = { status: 201, body: { id: 'job_1', status: 'open' } };

/** Fails in a function that a stack must name. */
async function stackOf(call: () => PromiseLike<unknown>): Promise<string> {
  try {
    await callerOfTheClient(call);
    return '';
  } catch (error) {
    return (error as Error).stack ?? '';
  }
}

async function callerOfTheClient(call: () => PromiseLike<unknown>): Promise<unknown> {
  const value = await call();
  return value;
}

describe('the stack of an error', () => {
  test.each<[string, (client: FirstHandClient) => PromiseLike<unknown>]>([
    ['a call', (client) => client.getJob('job_1')],
    ['withResponse()', (client) => client.getJob('job_1').withResponse()],
    ['a page of a list', (client) => client.listJobs()],
    ['an array of a list', (client) => client.listJobs().toArray({ limit: 5 })],
    ['waitForJob', (client) => client.waitForJob('job_1')],
    ['createJobAndWait', (client) => client.createJobAndWait(JOB_BODY)],
    ['downloadFile', (client) => client.downloadFile('file_1')],
  ])('names the caller of %s', async (_what, call) => {
    const server = await startServer(missing);
    const { client } = clientOf(server);
    expect(await stackOf(() => call(client))).toContain('callerOfTheClient');
  });

  test('names the caller that iterates over a list', async () => {
    const server = await startServer(missing);
    const { client } = clientOf(server);
    const iterate = async () => {
      for await (const job of client.listJobs()) return job;
    };
    expect(await stackOf(iterate)).toContain('callerOfTheClient');
  });

  test('names the caller when the wait for a created job fails', async () => {
    const server = await startServer(openJob, missing);
    const { client } = clientOf(server);
    const stack = await stackOf(() => client.createJobAndWait(JOB_BODY));
    expect(stack).toContain('callerOfTheClient');
  });

  test('names the caller of a call that timed out, was aborted, or met a broken connection', async () => {
    const silent = { apiKey: TEST_KEY, fetch: () => new Promise<never>(() => {}), maxRetries: 0 };
    const late = new FirstHandClient({ ...silent, timeout: 5 });
    expect(await stackOf(() => late.getJob('job_1'))).toContain('callerOfTheClient');

    const controller = new AbortController();
    const aborted = stackOf(() =>
      new FirstHandClient(silent).getJob('job_1', { signal: controller.signal }),
    );
    controller.abort();
    expect(await aborted).toContain('callerOfTheClient');

    const { client } = clientOf({ url: 'http://127.0.0.1:1' }, { maxRetries: 0 });
    expect(await stackOf(() => client.getJob('job_1'))).toContain('callerOfTheClient');
  });

  test('names the caller whose signal ended the wait between attempts', async () => {
    const headers = { 'retry-after': '50' };
    const fetch = async () => new Response('{}', { status: 429, headers });
    const controller = new AbortController();
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch });
    const stack = stackOf(() => client.getJob('job_1', { signal: controller.signal }));
    setTimeout(() => controller.abort());
    expect(await stack).toContain('callerOfTheClient');
  });

  test('names the caller who aborted a request that the built-in fetch had sent', async () => {
    const server = await startServer(() => {});
    const controller = new AbortController();
    const { client } = clientOf(server);
    const stack = stackOf(() => client.getJob('job_1', { signal: controller.signal }));
    await server.arrivalOf(1);
    controller.abort();
    expect(await stack).toContain('callerOfTheClient');
  });
});
