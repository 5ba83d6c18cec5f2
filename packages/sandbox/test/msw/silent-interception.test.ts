import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, expect, test, vi } from 'vitest';
import { prepareInstallation } from '../../src/install/installation.ts';

/** What MSW leaves alone and does not say so, as on some runtimes. */
const left = vi.hoisted(() => ({ all: false, nodeHttp: false }));

vi.mock('msw/node', async (importOriginal) => {
  const { setupServer } = await importOriginal<typeof import('msw/node')>();
  return {
    setupServer: (...handlers: Parameters<typeof setupServer>) => {
      if (left.all) return { listen() {}, close() {}, resetHandlers() {} };
      const server = setupServer(...handlers);
      return {
        listen(options: never) {
          const { get } = https;
          server.listen(options);
          if (left.nodeHttp) https.get = get;
        },
        close: () => server.close(),
        resetHandlers: () => server.resetHandlers(),
      };
    },
  };
});

const { get, request } = https;

afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(left, { all: false, nodeHttp: false });
  Object.assign(https, { get, request });
  syncBuiltinESMExports();
});

test.each([
  ['reaches the network', () => Promise.reject(new TypeError('fetch failed'))],
  ['is answered by another library', async () => new Response('mocked')],
])('refuses to start when a request %s instead of the sandbox', async (_, fetch) => {
  left.all = true;
  const requested: string[] = [];
  vi.stubGlobal('fetch', (input: string) => {
    requested.push(input);
    return fetch();
  });
  const { start, sandbox } = prepareInstallation({});
  await expect(start()).rejects.toThrow(/fetch is not intercepted.*world\.fetch.*sandbox serve/);
  expect(requested).toEqual(['https://canary.firsthandapi.invalid/']);
  await expect(sandbox.world()).rejects.toThrow(/not listening/);
});

test('refuses to start when fetch is intercepted and node:http is not', async () => {
  left.nodeHttp = true;
  const { start, sandbox } = prepareInstallation({});
  await expect(start()).rejects.toThrow(
    /node:http is not intercepted.*world\.fetch.*sandbox serve/,
  );
  await expect(sandbox.world()).rejects.toThrow(/not listening/);
});

test.each([
  ['the proof of interception', 'https://canary.firsthandapi.invalid/'],
  ['the API', 'https://api.firsthandapi.com/v1/jobs'],
])(
  'answers a preflight request to %s, also as happy-dom shows it: without its own headers',
  async (_, url) => {
    const { start, stop } = prepareInstallation({});
    await start();
    const { ok, headers } = await fetch(url, { method: 'OPTIONS' });
    expect(ok).toBe(true);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    await stop();
  },
);
