import { afterEach, expect, test, vi } from 'vitest';
import { prepareInstallation } from '../../src/install/installation.ts';

// As on a runtime where MSW does not intercept anything and does not say so.
vi.mock('msw/node', () => ({
  setupServer: () => ({ listen() {}, close() {}, resetHandlers() {} }),
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['reaches the network', () => Promise.reject(new TypeError('fetch failed'))],
  ['is answered by another library', async () => new Response('mocked')],
])('refuses to start when a request %s instead of the sandbox', async (_, fetch) => {
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
