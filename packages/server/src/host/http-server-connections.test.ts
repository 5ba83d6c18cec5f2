import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ConnectionLimits, connectionLimits } from '../listener/connection-limits.ts';
import { RefusalLog } from '../listener/refusal-log.ts';
import { HttpServer, type RequestHandler } from './http-server.ts';
import { sendText } from './route-table.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('HttpServer', () => {
  const open: { socket: Socket[]; server: HttpServer[] } = { socket: [], server: [] };
  afterEach(async () => {
    for (const socket of open.socket.splice(0)) socket.destroy();
    for (const server of open.server.splice(0)) await server.close(0);
  });

  interface Options {
    readonly limits?: ConnectionLimits;
    readonly largestBufferedBytes?: number;
  }

  async function start(handler: RequestHandler, options: Options = {}) {
    const refused: string[] = [];
    const server = new HttpServer({
      configuration: { host: '127.0.0.1', port: 0, tls: undefined, trustProxy: false },
      onError: () => {},
      onRefused: (reason) => refused.push(reason),
      ...options,
    });
    server.handle(handler);
    open.server.push(server);
    const port = await server.listen();
    return {
      refused,
      /** Connects and sends the text. Never rejects: the server may close at any time. */
      client(text: string) {
        const socket = connect(port, '127.0.0.1');
        open.socket.push(socket);
        socket.on('error', () => {});
        socket.write(text);
        return socket;
      },
    };
  }

  const answer = (response: ServerResponse, text: string) =>
    sendText(response, 200, 'text/plain', text);

  /** Resolves with everything received once it contains the text. */
  async function received(socket: Socket, text: string): Promise<string> {
    let all = '';
    for await (const chunk of socket.setEncoding('utf8')) {
      all += chunk;
      if (all.includes(text)) return all;
    }
    throw new Error(`The connection ended after: ${all}`);
  }

  it('serves requests that a connection sends ahead one after the other, in order', async () => {
    let running = 0;
    const together: number[] = [];
    const { client } = await start(async ({ url }, response) => {
      running += 1;
      together.push(running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      answer(response, `[${url}]`);
    });
    const paths = ['/first', '/second', '/third'];
    const socket = client(paths.map((path) => REQUEST.replace('/', path)).join(''));
    const bodies = (await received(socket, '[/third]')).match(/\[[^\]]+\]/g);
    expect(bodies).toEqual(['[/first]', '[/second]', '[/third]']);
    expect(together).toEqual([1, 1, 1]);
  });

  it('cuts off a connection that sends many requests ahead of a response', async () => {
    let begun = 0;
    const { client, refused } = await start(async () => {
      begun += 1;
    });
    const socket = client(REQUEST.repeat(500));
    await once(socket, 'close');
    expect([begun, refused[0]]).toEqual([1, 'pipelining']);
  });

  it('continues with the next request when the client of one has left', async () => {
    const held: ServerResponse[] = [];
    const { client } = await start(async ({ url }, response) => {
      if (url === '/held') held.push(response);
      else answer(response, 'served');
    });
    const gone = client(REQUEST.replace('/', '/held') + REQUEST);
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const closed = once(held[0] as ServerResponse, 'close');
    gone.destroy();
    await closed;
    expect(await received(client(REQUEST), 'served')).toContain('200 OK');
  });

  it('refuses connections beyond its limit, and accepts others once some have left', async () => {
    const { client, refused } = await start(async (_, response) => answer(response, 'served'), {
      limits: { most: 2, mostPerNetwork: 2 },
    });
    const [first] = [client(REQUEST), client(REQUEST)];
    if (first === undefined) throw new Error('No client');
    await received(first, 'served').catch(() => {});
    await once(client(REQUEST), 'close');
    expect(refused).toEqual(['connections']);
    first.destroy();
    for (;;) {
      const later = await received(client(REQUEST), 'served').catch(() => undefined);
      if (later !== undefined) break;
    }
  });

  it('refuses connections of one network beyond its share', async () => {
    const { client, refused } = await start(async (_, response) => answer(response, 'served'), {
      limits: { most: 10, mostPerNetwork: 1 },
    });
    const socket = client(REQUEST);
    await once(socket, 'data');
    await once(client(REQUEST), 'close');
    expect(refused).toEqual(['connections_per_address']);
  });

  it('closes the slowest readers when too many response bytes wait in memory', async () => {
    const large = 'x'.repeat(8 * 1_024 * 1_024);
    const { client, refused } = await start(
      async ({ url }, response) => answer(response, url === '/large' ? large : 'served'),
      { largestBufferedBytes: 1_024 * 1_024 },
    );
    const slow = client(REQUEST.replace('/', '/large')).pause();
    const isClosed = once(slow, 'close').then(() => true);
    // The connections are looked at with the requests of others, a few times a second.
    while (refused.length === 0) await received(client(REQUEST), 'served');
    slow.resume();
    expect([await isClosed, refused[0]]).toEqual([true, 'slow_reader']);
  });

  it('refuses a request with two Host headers', async () => {
    const { client } = await start(async (_, response) => answer(response, 'served'));
    const socket = client('GET / HTTP/1.1\r\nHost: a\r\nHOST: b\r\n\r\n');
    expect(await received(socket, 'two Host headers')).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('connectionLimits', () => {
  it.each([
    [128, false, { most: 32, mostPerNetwork: 16 }],
    [1_024, false, { most: 384, mostPerNetwork: 192 }],
    [1_024, true, { most: 384, mostPerNetwork: 384 }],
    [1_048_576, false, { most: 10_000, mostPerNetwork: 1_000 }],
    [Number.POSITIVE_INFINITY, true, { most: 10_000, mostPerNetwork: 10_000 }],
  ])(
    'leaves a reserve of %s open files (behind a proxy: %s)',
    (openFiles, isBehindProxy, limits) => {
      expect(connectionLimits(openFiles, isBehindProxy)).toEqual(limits);
    },
  );
});

describe('RefusalLog', () => {
  it('writes one line in ten seconds for each reason, with the number since the last', () => {
    const lines: unknown[] = [];
    let now = 0;
    const log = new RefusalLog({ info: (_, fields) => void lines.push(fields) }, () => now);
    for (let count = 0; count < 5; count += 1) log.note('connections');
    log.note('pipelining');
    now = 10_000;
    log.note('connections');
    expect(lines).toEqual([
      { reason: 'connections', count: 1 },
      { reason: 'pipelining', count: 1 },
      { reason: 'connections', count: 5 },
    ]);
  });
});
