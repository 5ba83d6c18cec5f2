import {
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import type { WebhookHandlerLike, WebhookHandlerOptions } from '../src/handler.ts';
import { signTestWebhook } from '../src/index.ts';
import { deferred } from './deferred.ts';
import { eventBody, SECRET } from './delivery.ts';
import { post } from './loopback.ts';

/** Listens on a free loopback port with an endpoint at `/hooks`. */
export type Serve = (
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike,
) => Promise<{ server: Server; close(): Promise<unknown> }>;

/** What every adapter for an HTTP server must survive. */
export function describeOverSockets(serve: Serve): void {
  const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
  const accepted = { status: 200, json: { received: true } };

  async function withEndpoint(
    options: Partial<WebhookHandlerOptions>,
    handler: () => unknown,
    action: (server: Server, url: string) => Promise<void>,
  ): Promise<void> {
    const { server, close } = await serve({ secret: SECRET, ...options }, handler);
    const { port } = server.address() as AddressInfo;
    try {
      await action(server, `http://127.0.0.1:${port}/hooks`);
    } finally {
      server.closeAllConnections();
      await close();
    }
  }

  test('does not respond again when a timeout middleware has responded', async () => {
    const started = deferred();
    const finished = deferred();
    const handler = vi.fn(async () => {
      started.resolve();
      await finished.promise;
    });
    await withEndpoint({}, handler, async (server, url) => {
      intercept(server, (_request, response, next) => {
        next();
        void started.promise.then(() => response.writeHead(503).end('{}'));
      });
      expect(await post(url, body, headers)).toEqual({ status: 503, json: {} });
      finished.resolve();
      intercept(server, (_request, _response, next) => next());
      expect(await post(url, body, headers)).toEqual(accepted);
    });
    expect(handler).toHaveBeenCalledTimes(2);
  });

  test('reports unreadable_body for a request that was destroyed before the handler ran', async () => {
    const handler = vi.fn();
    const failed = deferred<string>();
    const onError = (_error: unknown, { code }: { code: string }) => failed.resolve(code);
    await withEndpoint({ onError }, handler, async (server, url) => {
      const arrived = deferred();
      intercept(server, (request, _response, next) => {
        request.once('close', () => setImmediate(next));
        arrived.resolve();
      });
      const request = sendPartOf(url, headers);
      await arrived.promise;
      request.destroy();
      expect(await failed.promise).toBe('unreadable_body');
    });
    expect(handler).not.toHaveBeenCalled();
  });

  test('survives a client that disconnects in the middle of the body', async () => {
    const handler = vi.fn();
    const failed = deferred<string>();
    const onError = (_error: unknown, { code }: { code: string }) => failed.resolve(code);
    await withEndpoint({ onError }, handler, async (server, url) => {
      const arrived = deferred();
      server.once('request', () => arrived.resolve());
      const request = sendPartOf(url, headers);
      await arrived.promise;
      request.destroy();
      expect(await failed.promise).toBe('unreadable_body');
      expect(await post(url, body, headers)).toEqual(accepted);
    });
    expect(handler).toHaveBeenCalledOnce();
  });

  test('reads a request that a middleware paused', async () => {
    await withEndpoint(
      {},
      () => {},
      async (server, url) => {
        intercept(server, (request, _response, next) => {
          request.pause();
          setImmediate(next);
        });
        expect(await post(url, body, headers)).toEqual(accepted);
      },
    );
  });

  test('refuses a body over the limit with 413, reports it and continues to serve', async () => {
    const handler = vi.fn();
    const onError = vi.fn();
    await withEndpoint({ maxBodyBytes: 1000, onError }, handler, async (_server, url) => {
      const refused = await post(url, 'x'.repeat(200_000), headers);
      expect(refused).toMatchObject({ status: 413, json: { error: { code: 'body_too_large' } } });
      expect(onError.mock.calls.map(([, failure]) => failure)).toEqual([
        { status: 413, code: 'body_too_large' },
      ]);
      expect(handler).not.toHaveBeenCalled();
      expect(await post(url, body, headers)).toEqual(accepted);
    });
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, '10' as never])(
    'returns 500 and names the option when maxBodyBytes is %s, instead of reading without a limit',
    async (maxBodyBytes) => {
      const onError = vi.fn();
      await withEndpoint({ maxBodyBytes, onError }, vi.fn(), async (_server, url) => {
        expect(await post(url, body, headers)).toMatchObject({
          status: 500,
          json: { error: { code: 'bad_option', message: expect.stringContaining('maxBodyBytes') } },
        });
      });
    },
  );
}

/** Runs a function before the server's own listener, as a middleware would. */
function intercept(
  server: Server,
  before: (request: IncomingMessage, response: ServerResponse, next: () => void) => void,
): void {
  const original = originals.get(server) ?? (server.listeners('request')[0] as RequestListener);
  originals.set(server, original);
  server.removeAllListeners('request');
  server.on('request', (request, response) =>
    before(request, response, () => original.call(server, request, response)),
  );
}

const originals = new WeakMap<Server, RequestListener>();

/** Starts a POST whose body never ends. */
function sendPartOf(url: string, headers: Record<string, string>) {
  const request = httpRequest(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': '900' },
  });
  request.on('error', () => {});
  request.write('{');
  return request;
}
