import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Engine, EngineResponse } from '@firsthandapi/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { exchange } from './engine-exchange.ts';

describe('a response with a stream as its body', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** Starts a server whose engine responds with `body` after `before`, and resolves when a response has ended. */
  function serve(body: ReadableStream<Uint8Array>, before: (gone: Promise<unknown>) => unknown) {
    return new Promise<{ readonly port: number; readonly ended: Promise<void> }>((resolve) => {
      let end = () => {};
      const ended = new Promise<void>((settle) => {
        end = settle;
      });
      const created = createServer(async (request, response) => {
        const engine: Pick<Engine, 'handle'> = {
          async handle(): Promise<EngineResponse> {
            await before(once(response, 'close'));
            return { status: 200, headers: {}, body };
          },
        };
        await exchange(
          {
            engine: engine as Engine,
            filesUrl: 'http://files.example',
            trustProxy: false,
            answerWithinMs: 60_000,
            closing: new AbortController().signal,
            onContentError: () => {},
          },
          request,
          response,
        );
        end();
      });
      server = created;
      created.listen(0, '127.0.0.1', () =>
        resolve({ port: (created.address() as AddressInfo).port, ended }),
      );
    });
  }

  /** An endless stream, as of a large file, that tells whether it was closed. */
  function endless() {
    const state = { isClosed: false };
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
      cancel() {
        state.isClosed = true;
      },
    });
    return { body, state };
  }

  it('closes the stream of a client that was gone before the response began', async () => {
    const { body, state } = endless();
    let abandon = () => {};
    const { port, ended } = await serve(body, (gone) => {
      abandon();
      return gone;
    });
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    );
    abandon = () => socket.resetAndDestroy();
    await ended;
    expect(state.isClosed).toBe(true);
  });

  it('closes the stream of a client that disconnects in the middle', async () => {
    const { body, state } = endless();
    const { port, ended } = await serve(body, () => {});
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    );
    socket.once('data', () => socket.resetAndDestroy());
    await ended;
    expect(state.isClosed).toBe(true);
  });
});
