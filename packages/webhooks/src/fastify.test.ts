import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { post } from '../test/loopback.ts';
import { describeOverSockets } from '../test/socket-suite.ts';
import { firsthandWebhook, webhookRoute } from './fastify.ts';
import { signTestWebhook } from './index.ts';

const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });

async function withApp<Result>(
  app: FastifyInstance,
  action: (url: string) => Promise<Result>,
): Promise<Result> {
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    return await action(url);
  } finally {
    await app.close();
  }
}
const send = (app: FastifyInstance, body: string | Uint8Array, headers: Record<string, string>) =>
  withApp(app, (url) => post(`${url}/hooks`, body, headers));

describe('firsthandWebhook for Fastify', () => {
  describeAdapter((options, handler, body, headers) => {
    const app = fastify();
    app.register(firsthandWebhook({ ...options, path: '/hooks' }, handler));
    return send(app, body, headers);
  });

  describeOverSockets(async (options, handler) => {
    const app = fastify();
    app.register(firsthandWebhook({ ...options, path: '/hooks' }, handler));
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { server: app.server, close: () => app.close() };
  });

  test('serves the prefix it is registered with', async () => {
    const app = fastify();
    app.register(
      firsthandWebhook({ secret: SECRET }, () => {}),
      { prefix: '/hooks' },
    );
    expect(await send(app, body, headers)).toMatchObject({ status: 200 });
  });

  test('does not change the parsers of other routes', async () => {
    const app = fastify();
    app.register(firsthandWebhook({ secret: SECRET, path: '/hooks' }, () => {}));
    app.post('/jobs', async (request) => request.body);
    await withApp(app, async (url) => {
      const json = { 'content-type': 'application/json' };
      expect(await post(`${url}/jobs`, '{"a":1}', json)).toEqual({ status: 200, json: { a: 1 } });
      expect(await post(`${url}/hooks`, body, headers)).toMatchObject({ status: 200 });
    });
  });

  test('accepts any content type, and none', async () => {
    for (const contentType of ['text/plain', 'application/x-www-form-urlencoded']) {
      const app = fastify();
      app.register(firsthandWebhook({ secret: SECRET, path: '/hooks' }, () => {}));
      const response = await send(app, Buffer.from(body), {
        ...headers,
        'content-type': contentType,
      });
      expect(response).toMatchObject({ status: 200 });
    }
    const app = fastify();
    app.register(firsthandWebhook({ secret: SECRET, path: '/hooks' }, () => {}));
    const { 'content-type': _, ...bare } = headers;
    expect(await send(app, Buffer.from(body), bare)).toMatchObject({ status: 200 });
  });

  test('passes the Fastify request to the handler', async () => {
    const app = fastify();
    let url: string | undefined;
    app.register(
      firsthandWebhook<import('fastify').FastifyRequest>(
        { secret: SECRET, path: '/hooks' },
        (_event, request) => {
          url = request.url;
        },
      ),
    );
    await send(app, body, headers);
    expect(url).toBe('/hooks');
  });
});

describe('webhookRoute for Fastify', () => {
  describe('behind a parser that keeps bytes', () => {
    describeAdapter((options, handler, body, headers) => {
      const app = fastify();
      app.removeContentTypeParser('application/json');
      app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) =>
        done(null, bytes),
      );
      app.post('/hooks', webhookRoute(options, handler));
      return send(app, body, headers);
    });
  });

  test('verifies with the rawBody that a plugin kept', async () => {
    const app = fastify();
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
      Object.assign(request, { rawBody: text });
      done(null, JSON.parse(text as string));
    });
    app.post(
      '/hooks',
      webhookRoute({ secret: SECRET }, () => {}),
    );
    expect(await send(app, body, headers)).toMatchObject({ status: 200 });
  });

  test('names the fix when Fastify has parsed the body', async () => {
    const app = fastify();
    app.post(
      '/hooks',
      webhookRoute({ secret: SECRET, onError: () => {} }, () => {}),
    );
    const { status, json } = await send(app, body, headers);
    expect(status).toBe(500);
    expect(json).toMatchObject({ error: { code: 'parsed_body' } });
    expect(JSON.stringify(json)).toMatch(/addContentTypeParser.*fastify-raw-body/);
  });
});
