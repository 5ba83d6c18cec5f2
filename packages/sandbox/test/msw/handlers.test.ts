import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../src/msw.ts';
import { callApi, jobOrder } from '../../src/testing/api-caller.ts';

const sandbox = createSandbox();
const server = setupServer(
  ...sandbox.handlers(),
  http.get('https://elsewhere.test/', () => HttpResponse.text('not the sandbox')),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error', onUnhandledRequest: 'error' } as never));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The global fetch at the time of the call, as an application uses it. */
const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

test('serves the API to an application that uses the global fetch', async () => {
  await using world = await sandbox.world();
  const created = await callApi(world, 'POST', '/v1/jobs', jobOrder(2), { fetch });
  expect(created.status).toBe(201);
  await world.clock.advance('15s');
  const { body } = await callApi(world, 'GET', `/v1/jobs/${created.body.id}`, undefined, { fetch });
  expect(body.status).toBe('completed');
  const files = await callApi(world, 'GET', `/v1/jobs/${body.id}/files`, undefined, { fetch });
  for (const file of files.body.data) {
    const download = await fetch(file.download_url);
    expect((await download.arrayBuffer()).byteLength).toBe(file.size_bytes);
  }
});

test("leaves the body of a request to the listeners of MSW's events", async () => {
  await using world = await sandbox.world();
  const read = new Promise((resolve, reject) => {
    server.events.on('response:mocked', ({ request }) => {
      request.json().then(resolve, reject);
    });
  });
  const order = jobOrder();
  expect((await callApi(world, 'POST', '/v1/jobs', order, { fetch })).status).toBe(201);
  expect(await read).toEqual(order);
  server.events.removeAllListeners();
});

test('passes requests to other hosts through', async () => {
  expect(await (await fetch('https://elsewhere.test/')).text()).toBe('not the sandbox');
  await expect(fetch('https://unknown.test/')).rejects.toThrow();
});

test('isolates two worlds behind one MSW server', async () => {
  const [first, second] = [await sandbox.world({ seed: 1 }), await sandbox.world({ seed: 2 })];
  const { body } = await callApi(first, 'POST', '/v1/jobs', jobOrder(), { fetch });
  expect((await callApi(second, 'GET', `/v1/jobs/${body.id}`, undefined, { fetch })).status).toBe(
    404,
  );
});
