import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { signTestWebhook } from './index.ts';
import { webhookHandler } from './web.ts';

describeAdapter(async (options, handler, body, headers) => {
  const request = new Request('http://localhost/', {
    method: 'POST',
    headers,
    body: body as BodyInit,
  });
  const response = await webhookHandler(options, handler)(request);
  return { status: response.status, json: await response.json() };
});

describe('with a Request of its own', () => {
  const { toRequest } = signTestWebhook({ body: eventBody(), secret: SECRET });

  test('answers JSON', async () => {
    const response = await webhookHandler({ secret: SECRET }, () => {})(toRequest());
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  test('gives the Request to the handler', async () => {
    let url: string | undefined;
    const handle = webhookHandler({ secret: SECRET }, (_event, request) => {
      url = request.url;
    });
    await handle(toRequest('http://localhost/hooks?tenant=acme'));
    expect(url).toBe('http://localhost/hooks?tenant=acme');
  });

  test('says so when the Request was read before', async () => {
    const request = toRequest();
    await request.json();
    const response = await webhookHandler({ secret: SECRET, onError: () => {} }, () => {})(request);
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/parsed_body.*request\.json\(\)/);
  });

  test('refuses a body over the limit with 413', async () => {
    const handle = webhookHandler({ secret: SECRET, maxBodyBytes: 10 }, () => {});
    expect((await handle(toRequest())).status).toBe(413);
  });

  test('answers 405 with Allow to anything but POST', async () => {
    const handle = webhookHandler({ secret: SECRET }, () => {});
    const response = await handle(new Request('http://localhost/'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
