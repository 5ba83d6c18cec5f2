import { describe, expect, test, vi } from 'vitest';
import { describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { createWebhookRouter, signTestWebhook } from './index.ts';
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

describe('webhookHandler for a Request', () => {
  const { toRequest } = signTestWebhook({ body: eventBody(), secret: SECRET });

  test('returns JSON', async () => {
    const response = await webhookHandler({ secret: SECRET }, () => {})(toRequest());
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  test('passes the Request to the handler', async () => {
    let url: string | undefined;
    const handle = webhookHandler({ secret: SECRET }, (_event, request) => {
      url = request.url;
    });
    await handle(toRequest('http://localhost/hooks?tenant=acme'));
    expect(url).toBe('http://localhost/hooks?tenant=acme');
  });

  test('names the fix when the Request was already read', async () => {
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

  test('returns 405 with Allow for any method but POST', async () => {
    const handle = webhookHandler({ secret: SECRET }, () => {});
    const response = await handle(new Request('http://localhost/'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('passes env and ctx of a Worker to the options function and to the handler', async () => {
    type Context = { waitUntil(work: unknown): void };
    const env = { SECRET };
    const ctx = { waitUntil: vi.fn() };
    const worker = {
      fetch: webhookHandler<[env: { SECRET: string }, ctx: Context]>(
        (_request, env) => ({ secret: env.SECRET }),
        (event, request, env, ctx) => ctx.waitUntil([event.id, request.method, env]),
      ),
    };
    const response = await worker.fetch(toRequest(), env, ctx);
    expect(response.status).toBe(200);
    expect(ctx.waitUntil.mock.calls).toEqual([[[JSON.parse(eventBody()).id, 'POST', env]]]);
  });

  test('passes env and ctx of a Worker to the handlers of a router', async () => {
    const calls: unknown[] = [];
    const router = createWebhookRouter<Request, [env: { name: string }, ctx: object]>()
      .on('job.completed', (_event, _request, env, ctx) => calls.push(env.name, ctx))
      .otherwise(() => calls.push('wrong'));
    const handle = webhookHandler({ secret: SECRET }, router);
    const ctx = {};
    await handle(toRequest(), { name: 'env' }, ctx);
    expect(calls).toEqual(['env', ctx]);
  });

  test.each([
    ['throws', () => failing()],
    ['rejects', async () => failing()],
    ['returns nothing', () => undefined as never],
  ])('returns 500 when the options function %s', async (_how, options) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await webhookHandler(options, () => {})(toRequest());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('10.0.0.7');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  test('names the fix when it is called with an object that contains the Request', async () => {
    const handle = webhookHandler({ secret: SECRET, onError: () => {} }, () => {});
    const response = await handle({ request: toRequest() } as never);
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(/missing_body.*not a Request.*adapter/);
  });
});

function failing(): never {
  throw new Error('vault at 10.0.0.7 is sealed');
}
