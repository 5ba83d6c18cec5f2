import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test, vi } from 'vitest';
import { callApi } from '../../src/testing/api-caller.ts';
import { installSandbox, type SandboxWindow } from '../../src/vitest.ts';
import type { WindowState } from '../../src/window/protocol.ts';

const sandbox = installSandbox({ apiKey: 'fh_test_sk_thekeyofmyapplication' });
const execute = promisify(execFile);
let window: SandboxWindow | undefined;

// Hooks run in the reverse order of their registration: the suite's own stops the sandbox after this.
afterAll(() => expect(fetch(window?.url ?? '')).resolves.toMatchObject({ status: 200 }));

async function readState(world = 'default'): Promise<WindowState> {
  const { origin, searchParams } = new URL(window?.url ?? '');
  const headers = { 'X-Sandbox-Token': searchParams.get('token') ?? '' };
  const response = await fetch(`${origin}/_sandbox/window/state?world=${world}`, { headers });
  return (await response.json()) as WindowState;
}

test('prints the address of its window, and shows what the application sends', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  window = await sandbox.open();
  expect(print).toHaveBeenCalledWith(`FirstHandAPI sandbox: ${window.url}`);
  print.mockRestore();
  await callApi(sandbox.current, 'GET', '/v1/jobs?limit=3', undefined, { fetch });
  const { world } = await readState();
  expect(world?.rows).toMatchObject([{ entry: { path: '/v1/jobs?limit=3', status: 200 } }]);
});

test('keeps what an earlier test did, and calls worlds by their test', async () => {
  await using world = await sandbox.world();
  const { world: current, worlds } = await readState();
  expect(current?.entries).toBe(0);
  expect(current?.rows).toMatchObject([{ life: 1, entry: { path: '/v1/jobs?limit=3' } }]);
  expect(worlds.map(({ label }) => label)).toContain(
    'keeps what an earlier test did, and calls worlds by their test',
  );
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(200);
});

/** Reads the state from another process, as a browser does: fake timers hold up the clients of this one. */
async function readFromOutside(query: string): Promise<WindowState> {
  const { origin, searchParams } = new URL(window?.url ?? '');
  const url = `${origin}/_sandbox/window/state?token=${searchParams.get('token')}${query}`;
  const script =
    'fetch(process.argv[1]).then((r) => r.text()).then((t) => process.stdout.write(t))';
  const { stdout } = await execute(process.execPath, ['-e', script, url]);
  return JSON.parse(stdout) as WindowState;
}

test('tells a window what changes under fake timers', async () => {
  vi.useFakeTimers();
  try {
    const { revision } = await readFromOutside('');
    const waiting = readFromOutside(`&revision=${encodeURIComponent(revision)}`);
    await callApi(sandbox.current, 'GET', '/v1/jobs');
    expect((await waiting).world?.entries).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
