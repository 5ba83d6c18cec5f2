import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { expect, test, vi } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { post, withServer } from '../test/loopback.ts';
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

test('reads a body whose stream was set to text', async () => {
  const handle = webhookHandler({ secret: SECRET }, () => {});
  const listener: RequestListener = (request, response) => {
    request.setEncoding('utf8');
    void handle(request, response);
  };
  expect(await send(listener, body, headers)).toMatchObject({ status: 200 });
});

test('refuses a body over the limit with 413, and goes on serving', async () => {
  const handler = vi.fn();
  const options = { secret: SECRET, maxBodyBytes: 1000 };
  const server = createServer(webhookHandler(options, handler));
  await withServer(server, async (url) => {
    const large = 'x'.repeat(200_000);
    const refused = await post(url, large, headers);
    expect(refused).toMatchObject({ status: 413, json: { error: { code: 'body_too_large' } } });
    expect(handler).not.toHaveBeenCalled();
    expect(await post(url, body, headers)).toMatchObject({ status: 200 });
  });
});

test('answers 405 with Allow to anything but POST', async () => {
  const server = createServer(webhookHandler({ secret: SECRET }, () => {}));
  const response = await withServer(server, (url) => fetch(url));
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('names the fix when the request was read before', async () => {
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

test('survives a client that goes away in the middle', async () => {
  const handler = vi.fn();
  const codes: string[] = [];
  const onError = (_error: unknown, { code }: { code: string }) => codes.push(code);
  const server = createServer(webhookHandler({ secret: SECRET, onError }, handler));
  await withServer(server, async (url) => {
    const request = httpRequest(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': '1000' },
    });
    request.on('error', () => {});
    request.write('{');
    await new Promise((resolve) => server.once('request', resolve));
    request.destroy();
    await vi.waitFor(() => expect(codes).toEqual(['unreadable_body']));
    expect(await post(url, body, headers)).toMatchObject({ status: 200 });
  });
  expect(handler).toHaveBeenCalledOnce();
});
