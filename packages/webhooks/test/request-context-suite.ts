import { expect, expectTypeOf, test } from 'vitest';
import { signTestWebhook } from '../src/index.ts';
import type { webhookHandler as WebhookHandler } from '../src/sveltekit.ts';
import { describeAdapter } from './adapter-suite.ts';
import { eventBody, SECRET } from './delivery.ts';

/** What every adapter must do whose framework passes the request inside an object. */
export function describeRequestContext(webhookHandler: typeof WebhookHandler): void {
  const { toRequest } = signTestWebhook({ body: eventBody(), secret: SECRET });

  describeAdapter(async (options, handler, body, headers) => {
    const init = { method: 'POST', headers, body: body as BodyInit };
    const request = new Request('http://localhost/hooks', init);
    const response = await webhookHandler(options, handler)({ request });
    return { status: response.status, json: await response.json() };
  });

  test('passes the object of the framework to the options function and to the handler', async () => {
    type Context = { request: Request; params: { tenant: string } };
    const tenants: string[] = [];
    const handle = webhookHandler<Context>(
      ({ params }) => {
        tenants.push(params.tenant);
        return { secret: SECRET };
      },
      (_event, { params }) => tenants.push(params.tenant),
    );
    await handle({ request: toRequest(), params: { tenant: 'acme' } });
    expect(tenants).toEqual(['acme', 'acme']);
    expectTypeOf(handle).parameters.toEqualTypeOf<[Context]>();
  });

  test('returns 405 with Allow for any method but POST', async () => {
    const handle = webhookHandler({ secret: SECRET }, () => {});
    const response = await handle({ request: new Request('http://localhost/') });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('names the fix when it is called with a bare Request', async () => {
    const handle = webhookHandler({ secret: SECRET, onError: () => {} }, () => {});
    for (const wrong of [toRequest(), undefined]) {
      const response = await handle(wrong as never);
      expect(response.status).toBe(500);
      expect(await response.text()).toMatch(/missing_body.*adapter/);
    }
  });
}
