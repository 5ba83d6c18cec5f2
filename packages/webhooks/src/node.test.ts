import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { listen, post, withServer } from '../test/loopback.ts';
import { describeOverSockets } from '../test/socket-suite.ts';
import { signTestWebhook } from './index.ts';
import { webhookHandler } from './node.ts';

const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
const send = (
  listener: RequestListener,
  body: string | Uint8Array,
  headers: Record<string, string>,
) => withServer(createServer(listener), (url) => post(url, body, headers));

describeAdapter((options, handler, body, headers) =>
  send(webhookHandler(options, handler), body, headers),
);

describeOverSockets((options, handler) => listen(createServer(webhookHandler(options, handler))));

test('reads a body that arrives byte by byte', async () => {
  const server = createServer(webhookHandler({ secret: SECRET }, () => {}));
  const status = await withServer(server, async (url) => {
    const request = httpRequest(url, { method: 'POST', headers });
    for (const byte of Buffer.from(body)) request.write(Buffer.from([byte]));
    return new Promise((resolve) => {
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.end();
    });
  });
  expect(status).toBe(200);
});

test('reads a body whose stream emits text', async () => {
  const handle = webhookHandler({ secret: SECRET }, () => {});
  const listener: RequestListener = (request, response) => {
    request.setEncoding('utf8');
    void handle(request, response);
  };
  expect(await send(listener, body, headers)).toMatchObject({ status: 200 });
});

test.each(['body', 'rawBody'])('reads the stream when the getter of %s throws', async (name) => {
  const handle = webhookHandler({ secret: SECRET, onError: () => {} }, () => {});
  const listener: RequestListener = (request, response) => {
    Object.defineProperty(request, name, {
      get() {
        throw new Error('Invalid JSON');
      },
    });
    void handle(request, response);
  };
  expect(await send(listener, body, headers)).toMatchObject({ status: 200 });
  const forgery = await send(listener, '{forged', headers);
  expect(forgery).toMatchObject({ status: 400, json: { error: { code: 'no_match' } } });
});

test('returns 405 with Allow for any method but POST', async () => {
  const server = createServer(webhookHandler({ secret: SECRET }, () => {}));
  const response = await withServer(server, (url) => fetch(url));
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('names the fix when the request was already read', async () => {
  const handle = webhookHandler({ secret: SECRET, onError: () => {} }, () => {});
  const listener: RequestListener = async (request, response) => {
    for await (const _chunk of request);
    await handle(request, response);
  };
  const { status, json } = await send(listener, body, headers);
  expect(status).toBe(500);
  expect(json).toMatchObject({ error: { code: 'parsed_body' } });
  expect(JSON.stringify(json)).toContain('before anything reads the request');
});
