import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi } from '../testing/api-caller.ts';
import type { WindowState } from '../window/protocol.ts';
import { openWindow } from './open-window.ts';

const QUIET = { print: false };

async function stateAt(url: string, token = new URL(url).searchParams.get('token') ?? '') {
  const headers = { 'X-Sandbox-Token': token };
  return fetch(`${new URL(url).origin}/_sandbox/window/state`, { headers });
}

test('opens a window on a sandbox in this process, until it is closed', async () => {
  const sandbox = createSandbox();
  const world = await sandbox.world();
  const window = await openWindow(sandbox, QUIET);
  expect(window.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_sandbox\?token=[\w-]{32}$/);
  expect((await fetch(window.url)).headers.get('content-type')).toContain('text/html');
  await callApi(world, 'GET', '/v1/jobs');
  const state = (await (await stateAt(window.url)).json()) as WindowState;
  expect(state.serves_api).toBe(false);
  expect(state.world?.rows).toMatchObject([{ entry: { route: 'GET /v1/jobs' } }]);
  expect((await stateAt(window.url, 'wrong')).status).toBe(401);
  await window.close();
  await expect(fetch(window.url)).rejects.toThrow();
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(200);
});

test('shows that no world has begun', async () => {
  await using window = await openWindow(createSandbox(), QUIET);
  const state = (await (await stateAt(window.url)).json()) as WindowState;
  expect([state.world, state.worlds]).toEqual([null, []]);
});

test('closes while a window waits for news', async () => {
  const sandbox = createSandbox();
  await sandbox.world();
  const window = await openWindow(sandbox, QUIET);
  const { revision } = (await (await stateAt(window.url)).json()) as WindowState;
  const { origin, searchParams } = new URL(window.url);
  const waiting = fetch(
    `${origin}/_sandbox/window/state?token=${searchParams.get('token')}&revision=${revision}`,
  );
  const outcome = expect(waiting).rejects.toThrow('fetch failed');
  await window.close();
  await outcome;
});

test('serves no API, and says where it is', async () => {
  await using window = await openWindow(createSandbox(), QUIET);
  const response = await fetch(`${new URL(window.url).origin}/v1/jobs`);
  expect([response.status, await response.text()]).toEqual([
    404,
    expect.stringContaining('use serveSandbox'),
  ]);
});

test('accepts a port and a token, so that a tab that is left open reconnects', async () => {
  const sandbox = createSandbox();
  const first = await openWindow(sandbox, { ...QUIET, token: 'letmein' });
  const { port } = new URL(first.url);
  await first.close();
  await using second = await openWindow(sandbox, {
    ...QUIET,
    port: Number(port),
    token: 'letmein',
  });
  expect(second.url).toBe(first.url);
});

test.each([
  [{ port: -1 }, /^Invalid port/],
  [{ token: '' }, /^Invalid token: pass/],
  [{ token: 'a b' }, /^Invalid token: pass/],
  [{ host: '0.0.0.0' }, /^Unknown field of open options: "host"/],
])('refuses %j', async (options, message) => {
  await expect(openWindow(createSandbox(), options as never)).rejects.toThrow(message);
});
