import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareInstallation } from '../../src/install/installation.ts';
import { installSandbox as installForRunner } from '../../src/node.ts';
import { callApi, jobOrder } from '../../src/testing/api-caller.ts';
import { createWorldTest, installSandbox } from '../../src/vitest.ts';
import type { World } from '../../src/world/world.ts';

const apiKey = 'fh_test_sk_thekeyofmyapplication';

/** An application with one fixed key, unaware of the sandbox. */
const application = {
  async call(method: string, path: string, body?: unknown) {
    const world = { apiKey, baseUrl: 'https://api.firsthandapi.com', fetch: globalThis.fetch };
    return callApi(world, method, path, body);
  },
};

describe('installSandbox', () => {
  const sandbox = installSandbox({ apiKey });
  const worldTest = createWorldTest(sandbox, { seed: 9 });

  test('serves an application with one fixed key unchanged', async () => {
    expect((await application.call('POST', '/v1/jobs', jobOrder())).status).toBe(201);
    expect(sandbox.current.apiKey).toBe(apiKey);
    expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 1, status: 201 });
    expect(sandbox.current).not.toHaveReceived('GET /v1/jobs');
  });

  test('resets the default world after each test', async () => {
    expect((await application.call('GET', '/v1/jobs')).body.data).toEqual([]);
  });

  test('ends worlds that a test began', async () => {
    const before = await sandbox.world();
    expect((await callApi(before, 'GET', '/v1/jobs')).status).toBe(200);
  });

  worldTest('gives a test a world of its own', async ({ world }) => {
    await world.webhooks.deliverTo(() => new Response(null, { status: 204 }));
    const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(), {
      fetch: globalThis.fetch,
      headers: { 'Idempotency-Key': 'k1' },
    });
    await world.clock.runUntil(body.id, 'completed');
    expect(world).toHaveReceived('POST /v1/jobs', { idempotencyKey: 'k1', times: 1 });
    expect(world.webhooks).toHaveDelivered('job.completed', { status: 204 });
    expect(world).not.toHaveDelivered('job.cancelled');
    expect(() => expect(world).toHaveReceived('POST /v1/jobs', { times: 2 })).toThrow(
      /^Expected 2 request POST \/v1\/jobs, but found 1 among these:\n {2}.*POST \/v1\/jobs/,
    );
  });

  test.each([
    '127.0.0.1',
    // Which this machine's resolver need not know.
    'app.localhost',
  ])('lets webhooks to a server at %s bypass the interception', async (host) => {
    const server = createServer((incoming, outgoing) => {
      incoming.resume().on('end', () => outgoing.writeHead(202).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const world = await sandbox.world({ patience: '5s' });
    await world.webhooks.deliverTo(`http://${host}:${port}/hook`);
    await world.webhooks.emit('job.completed', { data: { object: 'job' } });
    server.closeAllConnections();
    server.close();
    expect(world.webhooks.deliveries()).toEqual([expect.objectContaining({ status: 202 })]);
  });

  test('passes a reset connection and a truncated body on to the application', async () => {
    sandbox.current.fault('GET /v1/jobs', { network: 'reset' });
    sandbox.current.fault('GET /v1/jobs/:id', { network: 'truncate' });
    await expect(application.call('GET', '/v1/jobs')).rejects.toThrow();
    await expect(application.call('GET', '/v1/jobs/job_1')).rejects.toThrow();
  });

  test('isolates 200 worlds of one installed sandbox', async () => {
    const worlds = await Promise.all(
      Array.from({ length: 200 }, (_, seed) => sandbox.world({ seed })),
    );
    const fetch = globalThis.fetch;
    await Promise.all(
      worlds.map((world, index) =>
        callApi(world, 'POST', '/v1/jobs', jobOrder(1, { title: `job ${index}` }), { fetch }),
      ),
    );
    await Promise.all(
      worlds.map(async (world, index) => {
        const { body } = await callApi(world, 'GET', '/v1/jobs', undefined, { fetch });
        expect(body.data.map(({ title }: { title: string }) => title)).toEqual([`job ${index}`]);
      }),
    );
  }, 30_000);

  test('refuses a second network in the process', async () => {
    await expect(prepareInstallation({}).start()).rejects.toThrow(
      /one is already installed in this process/,
    );
  });
});

describe('installSandbox and other hosts', () => {
  const { start, stop, sandbox } = prepareInstallation({ allowedHosts: ['allowed.invalid'] });
  beforeAll(start);
  afterAll(stop);

  test("lets requests to this machine's own servers through", async () => {
    const server = createServer((_, outgoing) => outgoing.end('own server'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const viaFetch = await fetch(`http://127.0.0.1:${port}/`);
    expect(await viaFetch.text()).toBe('own server');
    const viaHttp = await new Promise<number | undefined>((resolve) => {
      get(`http://localhost:${port}/`, (response) => resolve(response.resume().statusCode));
    });
    expect(viaHttp).toBe(200);
    server.closeAllConnections();
    server.close();
    expect(sandbox.current.log()).toEqual([]);
  });

  test('lets requests to allowed hosts through', async () => {
    const error = await fetch('http://allowed.invalid/').catch((cause: TypeError) => cause);
    expect((error as { cause?: { code?: string } }).cause?.code).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test.each(['https://unknown.invalid/', 'https://unknown.invalid/logo.png'])(
    'refuses a request to %s',
    async (url) => {
      const lines: string[] = [];
      const print = vi.spyOn(console, 'error').mockImplementation((line) => lines.push(line));
      const error = await fetch(url).catch((cause: TypeError) => cause);
      print.mockRestore();
      expect(lines).toEqual([
        expect.stringContaining(`GET ${url} is not a request to FirstHandAPI`),
      ]);
      expect(error).toBeInstanceOf(TypeError);
      expect((error as { cause?: { code?: string } }).cause?.code).toBeUndefined();
    },
  );
});

describe('installSandbox that does not listen', () => {
  test('refuses worlds before and after its suite, and names the setup file', async () => {
    const { start, stop, sandbox } = prepareInstallation({});
    const message = /the sandbox is not listening.*installSandbox in a setup file/;
    await expect(sandbox.world()).rejects.toThrow(message);
    await start();
    await stop();
    await expect(sandbox.world()).rejects.toThrow(message);
    await expect(sandbox.defaultWorld()).rejects.toThrow(message);
    expect(() => sandbox.current).toThrow(message);
  });

  test('stops without an error after a refused start', async () => {
    const first = prepareInstallation({});
    await first.start();
    const second = prepareInstallation({});
    await expect(second.start()).rejects.toThrow(/already installed/);
    await second.stop();
    expect((await callApi(first.sandbox.current, 'GET', '/v1/jobs')).status).toBe(200);
    await first.stop();
  });
});

describe('installSandbox with overlapping tests', () => {
  test('keeps the worlds of all of them until the last one ends', async () => {
    const installation = prepareInstallation({});
    await installation.start();
    const { sandbox } = installation;
    const statusOf = async (world: World) =>
      (await callApi(world, 'GET', '/v1/jobs', undefined, { fetch: globalThis.fetch })).status;
    installation.beforeTest();
    const first = await sandbox.world();
    installation.beforeTest();
    const second = await sandbox.world();
    await callApi(sandbox.current, 'POST', '/v1/jobs', jobOrder());
    await installation.afterTest();
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    expect(await sandbox.current.jobs()).toHaveLength(1);
    await installation.afterTest();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401]);
    expect(await sandbox.current.jobs()).toEqual([]);
    await installation.stop();
  });
});

describe('installSandbox beside an MSW server', () => {
  const server = setupServer();
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  test('refuses to install beside an MSW server and names the alternative', async () => {
    await expect(prepareInstallation({}).start()).rejects.toThrow(
      /another MSW server is listening.*setupServer\(\.\.\.sandbox\.handlers\(\), \.\.\.yours\)/,
    );
  });
});

describe('installSandbox with an unhit fault', () => {
  test('fails the test that set a fault which was never hit', async () => {
    const installation = prepareInstallation({});
    await installation.start();
    installation.beforeTest();
    installation.sandbox.current.fault('GET /v1/jobs', { status: 500 });
    await expect(installation.afterTest()).rejects.toThrow(/never hit/);
    await installation.stop();
  });
});

describe('installSandbox after a failed test', () => {
  async function linesPrinted(isConcurrent: boolean): Promise<string[]> {
    const lines: string[] = [];
    const print = vi.spyOn(console, 'log').mockImplementation((text) => lines.push(text));
    const installation = prepareInstallation({});
    await installation.start();
    installation.beforeTest();
    const { sandbox } = installation;
    await callApi(sandbox.current, 'GET', '/v1/usage/requests');
    const own = await sandbox.world();
    await callApi(own, 'GET', '/v1/audit-events');
    await own[Symbol.asyncDispose]();
    installation.printLogs(isConcurrent);
    installation.printLogs(isConcurrent);
    await installation.afterTest();
    await installation.stop();
    print.mockRestore();
    return lines.join('\n').match(/GET \S+/g) ?? [];
  }

  test("prints the logs of the default world and of the failed test's worlds, each of these once", async () => {
    const [usage, audit] = ['GET /v1/usage/requests', 'GET /v1/audit-events'];
    expect(await linesPrinted(false)).toEqual([usage, audit, usage]);
    expect(await linesPrinted(true)).toEqual([usage, usage]);
  });
});

describe('installSandbox of /node', () => {
  const hooks: Record<string, () => unknown> = {};
  const hook = (name: string) => (callback: () => unknown) => {
    hooks[name] = callback;
  };

  test("resets and disposes through another runner's hooks", async () => {
    const sandbox = installForRunner({
      before: hook('before'),
      beforeEach: hook('beforeEach'),
      afterEach: hook('afterEach'),
      after: hook('after'),
    });
    expect(() => sandbox.current).toThrow(
      /^Cannot use sandbox.current: the sandbox is not listening/,
    );
    await hooks.before?.();
    hooks.beforeEach?.();
    const { current } = sandbox;
    const { status } = await callApi(current, 'POST', '/v1/jobs', jobOrder(), {
      fetch: globalThis.fetch,
    });
    expect(status).toBe(201);
    await hooks.afterEach?.();
    expect(await current.jobs()).toEqual([]);
    await hooks.after?.();
  });

  test('names the hooks that are missing', () => {
    expect(() => installForRunner({ beforeEach: hook('a'), afterEach: hook('b') })).toThrow(
      /^Invalid hooks: pass beforeAll and afterAll/,
    );
  });
});
