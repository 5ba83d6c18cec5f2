import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { beforeClosing, dropRestOfBody, type RestLimits } from './rest-of-body.ts';

const MEBIBYTE = 1_048_576;

/** What a handler may have done with a body by the time it responds. */
const handlers: Readonly<Record<string, (request: IncomingMessage) => Promise<unknown>>> = {
  'has not begun to read': async () => {},
  'has paused': async (request) => {
    request.on('data', () => request.pause());
    await once(request, 'data');
  },
  'has read in part as an iterable': (request) => request[Symbol.asyncIterator]().next(),
};

describe('dropRestOfBody', () => {
  const open: { server?: Server; socket?: Socket } = {};
  afterEach(() => {
    open.socket?.destroy();
    open.server?.close();
    open.server?.closeAllConnections();
  });

  /** Starts a server that refuses every request after `before`, and connects to it. */
  async function connected(
    before: (request: IncomingMessage) => Promise<unknown>,
    limits?: RestLimits,
  ): Promise<Socket> {
    const respond = async (request: IncomingMessage, response: ServerResponse) => {
      dropRestOfBody(request, response, limits);
      await before(request);
      await beforeClosing(request, response, limits);
      response.writeHead(413, { 'Content-Length': 0 }).end();
    };
    open.server = createServer((request, response) => void respond(request, response));
    await once(open.server.listen(0, '127.0.0.1'), 'listening');
    open.socket = connect((open.server.address() as AddressInfo).port, '127.0.0.1');
    return open.socket;
  }

  const head = (bytes: number, connection = 'keep-alive') =>
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: ${connection}\r\nContent-Length: ${bytes}\r\n\r\n`;

  /** Resolves with what arrived when the connection closes, in whichever way. */
  function untilClosed(socket: Socket): Promise<string> {
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => {});
    return new Promise((resolve) => socket.once('close', () => resolve(received)));
  }

  it.each(Object.entries(handlers))(
    'lets a client finish sending a body that the handler %s, and serves its next request',
    async (_, before) => {
      const socket = await connected(before);
      const closed = untilClosed(socket);
      const body = Buffer.alloc(4 * MEBIBYTE);
      for (const connection of ['keep-alive', 'close']) {
        socket.write(head(body.length, connection));
        await new Promise((resolve) => socket.write(body, resolve));
      }
      expect((await closed).match(/HTTP\/1.1 413/g)).toHaveLength(2);
    },
  );

  it('closes the connection of a client that sends more than the limit', async () => {
    const limits = { bytes: MEBIBYTE, milliseconds: 600_000 };
    const socket = await connected(async () => {}, limits);
    const closed = untilClosed(socket);
    socket.write(head(1_024 * MEBIBYTE));
    const sending = setInterval(() => socket.write(Buffer.alloc(MEBIBYTE)), 1);
    await closed;
    clearInterval(sending);
    expect(socket.bytesWritten).toBeLessThan(1_024 * MEBIBYTE);
  });

  it('closes the connection of a client that stops in the middle of its body', async () => {
    const socket = await connected(async () => {}, { bytes: MEBIBYTE, milliseconds: 20 });
    const closed = untilClosed(socket);
    socket.write(`${head(1_000)}half`);
    expect(await closed).toMatch(/^HTTP\/1.1 413 /);
  });
});
