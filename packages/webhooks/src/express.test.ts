import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { describe, expect, test, vi } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { listen, post, withServer } from '../test/loopback.ts';
import { describeOverSockets } from '../test/socket-suite.ts';
import { firsthandWebhook } from './express.ts';
import { signTestWebhook } from './index.ts';

const send = (app: Express, body: string | Uint8Array, headers: Record<string, string>) =>
  withServer(createServer(app), (url) => post(`${url}/hooks`, body, headers));
const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
const accepted = { status: 200, json: { received: true } };

describe('firsthandWebhook for Express without a body parser', () => {
  describeAdapter((options, handler, body, headers) => {
    const app = express();
    app.post('/hooks', firsthandWebhook(options, handler));
    return send(app, body, headers);
  });
  describeOverSockets((options, handler) => {
    const app = express();
    app.post('/hooks', firsthandWebhook(options, handler));
    return listen(createServer(app));
  });
});

describe('firsthandWebhook for Express behind express.raw()', () => {
  describeAdapter((options, handler, body, headers) => {
    const app = express();
    app.post('/hooks', express.raw({ type: '*/*' }), firsthandWebhook(options, handler));
    return send(app, body, headers);
  });
});

test('verifies behind express.json() with a verify hook that keeps rawBody', async () => {
  const app = express();
  app.use(
    express.json({
      verify: (request, _response, bytes) => {
        Object.assign(request, { rawBody: bytes });
      },
    }),
  );
  app.post(
    '/hooks',
    firsthandWebhook({ secret: SECRET }, () => {}),
  );
  expect(await send(app, body, headers)).toEqual(accepted);
});

test('verifies behind express.text()', async () => {
  const app = express();
  app.post(
    '/hooks',
    express.text({ type: '*/*' }),
    firsthandWebhook({ secret: SECRET }, () => {}),
  );
  expect(await send(app, body, headers)).toEqual(accepted);
});

test('verifies when express.json() skipped the request because of its content type', async () => {
  const app = express();
  app.use(express.json());
  app.post(
    '/hooks',
    firsthandWebhook({ secret: SECRET }, () => {}),
  );
  const asText = { ...headers, 'content-type': 'text/plain' };
  expect(await send(app, body, asText)).toEqual(accepted);
});

test('names the fix when express.json() has parsed the body', async () => {
  const app = express();
  const handler = vi.fn();
  const onError = vi.fn();
  app.use(express.json());
  app.post('/hooks', firsthandWebhook({ secret: SECRET, onError }, handler));
  const { status, json } = await send(app, body, headers);
  expect(status).toBe(500);
  expect(json).toMatchObject({ error: { code: 'parsed_body' } });
  expect(JSON.stringify(json)).toContain('express.raw(');
  expect(handler).not.toHaveBeenCalled();
  expect(onError).toHaveBeenCalledOnce();
});

test('passes the Express request to the handler', async () => {
  const app = express();
  let path: string | undefined;
  app.post(
    '/hooks',
    firsthandWebhook<express.Request>({ secret: SECRET }, (_event, request) => {
      path = request.path;
    }),
  );
  await send(app, body, headers);
  expect(path).toBe('/hooks');
});
