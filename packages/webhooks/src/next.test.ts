import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { post, withServer } from '../test/loopback.ts';
import { createPagesServer, type NextApiRequest } from '../test/next-pages-router.ts';
import { signTestWebhook } from './index.ts';
import { pagesWebhookHandler, webhookHandler } from './next.ts';

const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });

describe('as a route handler, which is a function of a Request', () => {
  describeAdapter(async (options, handler, body, headers) => {
    const POST = webhookHandler(options, handler);
    const response = await POST(
      new Request('http://localhost/hooks', { method: 'POST', headers, body: body as BodyInit }),
    );
    return { status: response.status, json: await response.json() };
  });
});

describe('as an API route of the Pages Router that switches the body parser off', () => {
  const config = { api: { bodyParser: false } };

  describeAdapter((options, handler, body, headers) => {
    const server = createPagesServer({ config, default: pagesWebhookHandler(options, handler) });
    return withServer(server, (url) => post(url, body, headers));
  });

  test('gives the request of Next to the handler', async () => {
    let url: string | undefined;
    const route = pagesWebhookHandler<NextApiRequest>({ secret: SECRET }, (_event, request) => {
      url = request.url;
    });
    const server = createPagesServer({ config, default: route });
    await withServer(server, (base) => post(`${base}/api/hooks`, body, headers));
    expect(url).toBe('/api/hooks');
  });
});

describe('as an API route that leaves the body parser on', () => {
  const route = pagesWebhookHandler({ secret: SECRET, onError: () => {} }, () => {});

  test.each([
    ['exports no config', undefined, 'application/json'],
    ['only raises the limit', { api: { bodyParser: { sizeLimit: '4mb' } } }, 'application/json'],
    ['gets a form', undefined, 'application/x-www-form-urlencoded'],
  ])('names the fix when it %s', async (_why, config, contentType) => {
    const server = createPagesServer({ ...(config && { config }), default: route });
    const typed = { ...headers, 'content-type': contentType };
    const { status, json } = await withServer(server, (url) => post(url, body, typed));
    expect(status).toBe(500);
    expect(json).toMatchObject({ error: { code: 'parsed_body' } });
    expect(JSON.stringify(json)).toContain('export const config = { api: { bodyParser: false } }');
  });

  test('verifies what the parser left as text, being of another type than JSON', async () => {
    const server = createPagesServer({ default: route });
    const asText = { ...headers, 'content-type': 'text/plain' };
    expect(await withServer(server, (url) => post(url, body, asText))).toMatchObject({
      status: 200,
    });
  });
});
