import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { serveSandbox } from '../serve.ts';
import type { World } from '../world/world.ts';

const received: string[] = [];
const server = createServer((request, response) => {
  received.push(`${request.method} ${request.headers.host}`);
  if (request.url === '/moved') response.writeHead(302, { location: '/' });
  request.resume().on('end', () => response.end());
});
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.close();
});

async function deliver(world: World, path: string): Promise<number | null | undefined> {
  received.length = 0;
  await world.webhooks.deliverTo(`http://app.localhost:${port}${path}`);
  await world.webhooks.emit('credits.low_balance', { data: {} });
  return world.webhooks.deliveries().at(-1)?.status;
}

test('delivers to a name under localhost that no resolver knows, in process', async () => {
  expect(await deliver(await createSandbox().world(), '/hook')).toBe(200);
  expect(received).toEqual([`POST app.localhost:${port}`]);
});

test('delivers from a server to a name under localhost that no resolver knows', async () => {
  await using served = await serveSandbox();
  expect(await deliver(await served.sandbox.defaultWorld(), '/hook')).toBe(200);
  expect(received).toEqual([`POST app.localhost:${port}`]);
});

test('follows no redirect to a name under localhost', async () => {
  expect(await deliver(await createSandbox().world(), '/moved')).toBe(302);
  expect(received).toHaveLength(1);
});
