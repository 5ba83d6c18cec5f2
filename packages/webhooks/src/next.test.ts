import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { listen, post, withServer } from '../test/loopback.ts';
import { createPagesServer, type NextApiRequest } from '../test/next-pages-router.ts';
import { describeOverSockets } from '../test/socket-suite.ts';
import { signTestWebhook } from './index.ts';
import { pagesWebhookHandler, webhookHandler } from './next.ts';

const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });

describe('webhookHandler for Next.js as a route handler', () => {
  describeAdapter(async (options, handler, body, headers) => {
    const POST = webhookHandler(options, handler);
    const response = await POST(
      new Request('http://localhost/hooks', { method: 'POST', headers, body: body as BodyInit }),
    );
    return { status: response.status, json: await response.json() };
  });
});

describe('pagesWebhookHandler with the body parser off', () => {
  const config = { api: { bodyParser: false } };

  describeAdapter((options, handler, body, headers) => {
    const server = createPagesServer({ config, default: pagesWebhookHandler(options, handler) });
    return withServer(server, (url) => post(url, body, headers));
  });

  describeOverSockets((options, handler) =>
    listen(createPagesServer({ config, default: pagesWebhookHandler(options, handler) })),
  );

  test('passes the request of Next to the handler', async () => {
    let url: string | undefined;
    const route = pagesWebhookHandler<NextApiRequest>({ secret: SECRET }, (_event, request) => {
      url = request.url;
    });
    const server = createPagesServer({ config, default: route });
    await withServer(server, (base) => post(`${base}/api/hooks`, body, headers));
    expect(url).toBe('/api/hooks');
  });
});

describe('pagesWebhookHandler with the body parser on', () => {
  const route = pagesWebhookHandler({ secret: SECRET, onError: () => {} }, () => {});

  test.each([
    ['exports no config', undefined, 'application/json'],
    ['only raises the limit', { api: { bodyParser: { sizeLimit: '4mb' } } }, 'application/json'],
    ['receives a form', undefined, 'application/x-www-form-urlencoded'],
  ])('names the fix when the route %s', async (_why, config, contentType) => {
    const server = createPagesServer({ ...(config && { config }), default: route });
    const typed = { ...headers, 'content-type': contentType };
    const { status, json } = await withServer(server, (url) => post(url, body, typed));
    expect(status).toBe(500);
    expect(json).toMatchObject({ error: { code: 'parsed_body' } });
    expect(JSON.stringify(json)).toContain('export const config = { api: { bodyParser: false } }');
  });

  test('verifies a body that the parser left as text because of its content type', async () => {
    const server = createPagesServer({ default: route });
    const asText = { ...headers, 'content-type': 'text/plain' };
    expect(await withServer(server, (url) => post(url, body, asText))).toMatchObject({
      status: 200,
    });
  });
});
