import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectSandbox } from '../index.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listen(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each(['127.0.0.1:4010', 'localhost:4010', 'ftp://127.0.0.1', '', undefined])(
  'refuses the url %s and shows a valid one',
  async (url) => {
    await expect(connectSandbox(url as string, { token: 'token' })).rejects.toThrow(
      /^Invalid url: .*; pass the url that the sandbox server prints, such as http:/,
    );
  },
);

test('names the url and the reason when no server listens', async () => {
  const url = await listen(() => {});
  await new Promise((resolve) => server?.close(resolve));
  const connecting = connectSandbox(url, { token: 'token' });
  await expect(connecting).rejects.toThrow(
    new RegExp(`^Cannot reach a sandbox server at ${url} \\(ECONNREFUSED: .*sandbox serve`),
  );
});

test.each([200, 404])(
  'says that a server which returns a page with %i is no sandbox',
  async (status) => {
    const url = await listen((_, response) => response.writeHead(status).end('<html>'));
    await expect(connectSandbox(url, { token: 'token' })).rejects.toThrow(
      `The server at ${url} is no sandbox: it returned status ${status}; pass the url that`,
    );
  },
);
