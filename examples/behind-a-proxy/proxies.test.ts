import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { type SandboxServer, serveSandbox } from '@firsthandapi/sandbox/serve';
import { type StartedProxy, startProxy } from './start-proxy.ts';

let sandbox: SandboxServer;
let proxy: StartedProxy;
before(async () => {
  sandbox = await serveSandbox();
  proxy = await startProxy();
});
beforeEach(() => {
  proxy.seen.length = 0;
});
after(async () => {
  proxy.close();
  await sandbox.close();
});

const host = () => new URL(sandbox.url).host;

/** Runs a program as a user would, and returns what it prints. */
async function run(program: string, environment: Record<string, string>): Promise<string> {
  const world = await sandbox.sandbox.defaultWorld();
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      FIRSTHAND_API_KEY: world.apiKey,
      FIRSTHAND_BASE_URL: sandbox.url,
      ...environment,
    },
  });
  return stdout.trim();
}

for (const program of ['list-jobs.ts', 'through-node-http.ts']) {
  test(`${program} uses the proxy of the environment when Node is told to`, async () => {
    const HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
    assert.equal(await run(program, { NODE_USE_ENV_PROXY: '1', HTTP_PROXY }), '0 jobs');
    assert.ok(proxy.seen.some(({ target }) => target.includes(host())));
  });

  test(`${program} connects directly to what NO_PROXY names`, async () => {
    const HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
    const environment = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY, NO_PROXY: '127.0.0.1' };
    assert.equal(await run(program, environment), '0 jobs');
    assert.deepEqual(proxy.seen, []);
  });
}

test('through-undici.ts sends the credentials of its own proxy', async () => {
  const PROXY_URL = `http://user:password@127.0.0.1:${proxy.port}`;
  assert.equal(await run('through-undici.ts', { PROXY_URL }), '0 jobs');
  const credentials = `Basic ${Buffer.from('user:password').toString('base64')}`;
  assert.ok(proxy.seen.some((each) => each.credentials === credentials));
});
