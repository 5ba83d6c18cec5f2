import { channel } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { FirstHandClient } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import { undiciFetch } from '@firsthandapi/sdk/undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { prepareInstallation } from '../../src/install/installation.ts';

// Like those of an application that opens its connections when it is loaded.
const transports = { nodeHttpFetch: nodeHttpFetch(), undiciFetch: undiciFetch() };
const requestBefore = request;
const { start, stop, sandbox, beforeTest, afterTest } = prepareInstallation({
  allowedHosts: ['allowed.invalid'],
});

beforeAll(start);
beforeEach(() => beforeTest());
afterEach(afterTest);
afterAll(async () => {
  await stop();
  transports.nodeHttpFetch.close();
  await transports.undiciFetch.close();
});

function statuses() {
  const requests = sandbox.current.log().filter((entry) => entry.kind === 'request');
  return requests.map(({ status }) => status);
}

describe.each(Object.entries(transports))('installSandbox and a client on %s', (_, fetch) => {
  const connect = (options = {}) =>
    new FirstHandClient({
      apiKey: sandbox.current.apiKey,
      fetch,
      sleep: async () => {},
      ...options,
    });

  async function completedJob() {
    const job = await connect().createJob({
      type: 'data_collection',
      description: 'Photos of coffee cups on tables',
      files_needed: 1,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 50,
    });
    await sandbox.current.clock.runUntil(job.id, 'completed');
    return job;
  }

  test('intercepts requests and downloads', async () => {
    const job = await completedJob();
    const { data: files } = await connect().getJobFiles(job.id);
    const [file] = files as [(typeof files)[0]];
    expect((await connect().downloadFile(file)).byteLength).toBe(file.size_bytes);
    expect(statuses()).toEqual([201, 200, 200]);
  });

  test('intercepts each of many requests at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => connect().listJobs()));
    expect(all.map(({ data }) => data)).toEqual(Array(20).fill([]));
  });

  test('passes a reset connection and an error on, so that the client retries', async () => {
    sandbox.current.fault('GET /v1/jobs', { network: 'reset' });
    sandbox.current.fault('GET /v1/jobs', { status: 503 });
    expect((await connect().listJobs()).data).toEqual([]);
    expect(statuses()).toEqual([null, 503, 200]);
  });

  test("ends a request without a response at the client's timeout", async () => {
    sandbox.current.fault('GET /v1/jobs', { network: 'timeout' });
    await expect(connect({ timeout: 20, maxRetries: 0 }).listJobs()).rejects.toMatchObject({
      type: 'timeout_error',
    });
  });

  test("ends a request when the caller's signal aborts, and prints nothing", async () => {
    const print = vi.spyOn(console, 'error');
    sandbox.current.fault('GET /v1/jobs', { network: 'timeout' });
    const controller = new AbortController();
    const pending = connect().listJobs({}, { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ type: 'abort_error' });
    // The fault may not have been taken before the call ended.
    await connect({ timeout: 20, maxRetries: 0 })
      .listJobs()
      .catch(() => {});
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  test("lets requests to this machine's own servers through", async () => {
    const server = createServer((_, outgoing) =>
      outgoing.setHeader('content-type', 'application/json').end('{"object":"own server"}'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = connect({ baseUrl: `http://127.0.0.1:${port}` });
    expect(await client.getSettings()).toEqual({ object: 'own server' });
    server.closeAllConnections();
    server.close();
    expect(sandbox.current.log()).toEqual([]);
  });

  test('lets requests to allowed hosts through, and refuses those to others', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const causeOf = (host: string) =>
      connect({ baseUrl: `http://${host}.invalid`, maxRetries: 0 })
        .getSettings()
        .then(
          () => undefined,
          (error) => error.message,
        );
    expect(await causeOf('allowed')).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(await causeOf('other')).not.toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('http://other.invalid'));
    print.mockRestore();
  });
});

describe('installSandbox and node:http', () => {
  test('intercepts the named imports of modules that were loaded before it', async () => {
    const status = await new Promise((resolve, reject) => {
      const key = sandbox.current.apiKey;
      const headers = { authorization: `Bearer ${key}` };
      request('https://api.firsthandapi.com/v1/jobs', { headers }, (response) => {
        resolve(response.resume().statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});

describe('installSandbox that has stopped', () => {
  test('intercepts nothing any more', async () => {
    await stop();
    expect(channel('firsthandapi:undici:request').hasSubscribers).toBe(false);
    expect(request).toBe(requestBefore);
    await start();
  });
});
