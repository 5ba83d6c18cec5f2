import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { listen, post, withServer } from '../test/loopback.ts';
import { describeOverSockets } from '../test/socket-suite.ts';
import { webhookHandler } from './hono.ts';
import { signTestWebhook } from './index.ts';

const delivery = signTestWebhook({ body: eventBody(), secret: SECRET });

describe('webhookHandler for Hono over a socket', () => {
  describeAdapter((options, handler, body, headers) => {
    const app = new Hono();
    app.post('/hooks', webhookHandler(options, handler));
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    return withServer(server, (url) => post(`${url}/hooks`, body, headers));
  });
  describeOverSockets((options, handler) => {
    const app = new Hono();
    app.post('/hooks', webhookHandler(options, handler));
    return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
  });
});

describe('webhookHandler for Hono called with a Request, as on edge runtimes', () => {
  describeAdapter(async (options, handler, body, headers) => {
    const app = new Hono();
    app.post('/hooks', webhookHandler(options, handler));
    const response = await app.request('/hooks', {
      method: 'POST',
      headers,
      body: body as BodyInit,
    });
    return { status: response.status, json: await response.json() };
  });
});

test.each(['text', 'arrayBuffer', 'json'] as const)(
  'verifies after a middleware read the body with c.req.%s()',
  async (method) => {
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req[method]();
      await next();
    });
    app.post(
      '/hooks',
      webhookHandler({ secret: SECRET }, () => {}),
    );
    const response = await app.request(delivery.toRequest('http://localhost/hooks'));
    expect(response.status).toBe(200);
  },
);

test('names the fix when a middleware read the raw request', async () => {
  const app = new Hono();
  app.use(async (c, next) => {
    await c.req.raw.text();
    await next();
  });
  app.post(
    '/hooks',
    webhookHandler({ secret: SECRET, onError: () => {} }, () => {}),
  );
  const response = await app.request(delivery.toRequest('http://localhost/hooks'));
  expect(response.status).toBe(500);
  expect(await response.text()).toMatch(/parsed_body.*c\.req\.arrayBuffer\(\)/);
});

test('passes the Hono context to the handler', async () => {
  type Variables = { Variables: { tenant: string } };
  const app = new Hono<Variables>();
  app.use(async (c, next) => {
    c.set('tenant', 'acme');
    await next();
  });
  let tenant: string | undefined;
  app.post(
    '/hooks',
    webhookHandler<import('hono').Context<Variables>>({ secret: SECRET }, (_event, c) => {
      tenant = c.get('tenant');
    }),
  );
  await app.request(delivery.toRequest('http://localhost/hooks'));
  expect(tenant).toBe('acme');
});

test('calls an options function with the Hono context, where bindings are', async () => {
  type Bindings = { Bindings: { SECRET: string } };
  const app = new Hono<Bindings>();
  app.post(
    '/hooks',
    webhookHandler<import('hono').Context<Bindings>>(
      (c) => ({ secret: c.env.SECRET }),
      () => {},
    ),
  );
  const request = delivery.toRequest('http://localhost/hooks');
  expect((await app.fetch(request, { SECRET })).status).toBe(200);
});
