import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { post, withServer } from '../test/loopback.ts';
import { signTestWebhook } from './index.ts';
import { pagesWebhookHandler, webhookHandler } from './next.ts';

describe('as a route handler, which is a function of a Request', () => {
  describeAdapter(async (options, handler, body, headers) => {
    const POST = webhookHandler(options, handler);
    const response = await POST(
      new Request('http://localhost/hooks', { method: 'POST', headers, body: body as BodyInit }),
    );
    return { status: response.status, json: await response.json() };
  });
});

describe('as an API route without the body parser, which gets the Node request', () => {
  describeAdapter((options, handler, body, headers) => {
    const server = createServer(pagesWebhookHandler(options, handler));
    return withServer(server, (url) => post(url, body, headers));
  });

  test('names the fix when the body parser ran', async () => {
    const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
    const handle = pagesWebhookHandler({ secret: SECRET, onError: () => {} }, () => {});
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      Object.assign(request, { body: JSON.parse(Buffer.concat(chunks).toString()) });
      await handle(request, response);
    });
    const { status, json } = await withServer(server, (url) => post(url, body, headers));
    expect(status).toBe(500);
    expect(json).toMatchObject({ error: { code: 'parsed_body' } });
    expect(JSON.stringify(json)).toContain('bodyParser: false');
  });
});
