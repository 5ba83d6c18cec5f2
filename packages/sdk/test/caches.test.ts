import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FetchInit, FirstHandClient } from '../src/index.ts';
import { startServer, TEST_KEY } from './scripted-server.ts';

afterEach(() => vi.unstubAllGlobals());

const file = {
  id: 'file_1',
  content_hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  download_url: 'https://files.example/a',
  download_url_expires_at: '2999-01-01T00:00:00Z',
} as never;

const createFetch = () =>
  vi.fn(async (url: string, _init: FetchInit) => new Response(/files/.test(url) ? 'abc' : '{}'));

/** Makes a call and a download, and returns the `cache` options. */
async function cachesOf(client: FirstHandClient, fetch: ReturnType<typeof createFetch>) {
  await client.getSettings();
  await client.downloadFile(file);
  return fetch.mock.calls.map(([, { cache }]) => cache);
}

describe('a cache between the client and the service', () => {
  test('forbids caches to store a call, with a fetch of the caller', async () => {
    const fetch = createFetch();
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch });
    expect(await cachesOf(client, fetch)).toEqual(['no-store', 'no-store']);
  });

  test('forbids caches to store a call when a framework such as Next.js replaced the global fetch', async () => {
    const fetch = createFetch();
    vi.stubGlobal('fetch', Object.assign(fetch, { __nextPatched: true }));
    const client = new FirstHandClient({ apiKey: TEST_KEY });
    expect(await cachesOf(client, fetch)).toEqual(['no-store', 'no-store']);
  });

  test('does not freeze a wait for a job, as the cache of Next.js 14 would', async () => {
    const server = await startServer(
      { body: { id: 'job_1', status: 'open' } },
      { body: { id: 'job_1', status: 'completed' } },
    );
    const stored = new Map<string, Promise<string>>();
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (init.cache === 'no-store') return real(url, init);
      stored.set(url, stored.get(url) ?? real(url, init).then((response) => response.text()));
      return new Response(await stored.get(url));
    });
    const client = new FirstHandClient({
      apiKey: TEST_KEY,
      baseUrl: server.url,
      sleep: async () => {},
    });
    await expect(client.waitForJob('job_1')).resolves.toMatchObject({ status: 'completed' });
  });

  test('passes on what Next.js throws for itself, once', async () => {
    const signal = Object.assign(new Error('Dynamic server usage: no-store fetch'), {
      digest: 'DYNAMIC_SERVER_USAGE',
    });
    const fetch = vi.fn().mockRejectedValue(signal);
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch });
    await expect(client.getJob('job_1')).rejects.toBe(signal);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('costs the plain fetch of Node no headers', async () => {
    const server = await startServer({ body: {} });
    await new FirstHandClient({ apiKey: TEST_KEY, baseUrl: server.url }).getSettings();
    expect(server.received[0]?.headers).not.toHaveProperty('cache-control');
  });

  test('omits the cache option on Cloudflare Workers, which may reject it', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
    const fetch = createFetch();
    const client = new FirstHandClient({ apiKey: TEST_KEY, fetch });
    expect(await cachesOf(client, fetch)).toEqual([undefined, undefined]);
  });
});
