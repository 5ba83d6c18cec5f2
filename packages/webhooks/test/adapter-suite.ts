import { expect, test, vi } from 'vitest';
import type { WebhookHandlerLike, WebhookHandlerOptions } from '../src/handler.ts';
import { createWebhookRouter, signTestWebhook } from '../src/index.ts';
import { eventBody, OLD_SECRET, SECRET } from './delivery.ts';

/** Sends one delivery to a freshly made endpoint, the way the framework receives it. */
export type Deliver = (
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike,
  body: string | Uint8Array,
  headers: Record<string, string>,
) => Promise<{ status: number; json: unknown }>;

const accepted = { status: 200, json: { received: true } };
const event = JSON.parse(eventBody()) as { id: string; type: string };
const signed = (body = JSON.stringify(event)) => signTestWebhook({ body, secret: SECRET });
const silent = () => {};

/** What every adapter must do, whatever it is an adapter for. */
export function describeAdapter(deliver: Deliver): void {
  test('hands the verified event to the handler', async () => {
    const { body, headers } = signed();
    const handler = vi.fn();
    expect(await deliver({ secret: SECRET }, handler, body, headers)).toEqual(accepted);
    expect(handler).toHaveBeenCalledOnce();
    expect(handler.mock.calls[0]?.[0]).toEqual(event);
  });

  test('verifies the exact bytes: emoji, whitespace and a byte order mark', async () => {
    const body = `\uFEFF{ "id": "evt_1",\r\n "type": "job.completed", "note": "👩‍👩‍👧 é" }\n`;
    const { headers } = signed(body);
    const handler = vi.fn();
    const bytes = Buffer.from(body);
    expect(await deliver({ secret: SECRET }, handler, bytes, headers)).toEqual(accepted);
    expect(handler.mock.calls[0]?.[0]).toMatchObject({ note: '👩‍👩‍👧 é' });
  });

  test('verifies a body of 100 KB, which arrives in pieces', async () => {
    const large = JSON.stringify({ ...event, filler: 'é'.repeat(50_000) });
    const { body, headers } = signed(large);
    expect(await deliver({ secret: SECRET }, silent, body, headers)).toEqual(accepted);
  });

  test('works with a router and with several secrets', async () => {
    const { body, headers } = signed();
    const ids: string[] = [];
    const router = createWebhookRouter().on('job.completed', ({ id }) => ids.push(id));
    const options = { secret: [OLD_SECRET, SECRET] };
    expect(await deliver(options, router, body, headers)).toEqual(accepted);
    expect(ids).toEqual([event.id]);
  });

  test('refuses a forgery with 400 and the reason', async () => {
    const { body, headers } = signed();
    const handler = vi.fn();
    expect(await deliver({ secret: SECRET }, handler, `${body} `, headers)).toMatchObject({
      status: 400,
      json: { error: { code: 'no_match' } },
    });
    expect(await deliver({ secret: SECRET }, handler, body, {})).toMatchObject({
      status: 400,
      json: { error: { code: 'missing_header' } },
    });
    expect(handler).not.toHaveBeenCalled();
  });

  test.each(['', ',', 't=', `t=${'9'.repeat(20)},v1=x`, 't=1,t=1', ',v1='.repeat(2000), 'v1=ÿ'])(
    'answers the header %j, which makes some verifiers crash, with 400',
    async (header) => {
      const onError = vi.fn();
      const options = { secret: SECRET, onError };
      const headers = { 'content-type': 'application/json', 'x-firsthand-signature': header };
      const answer = await deliver(options, silent, signed().body, headers);
      expect(answer).toMatchObject({ status: 400 });
      expect(onError.mock.calls[0]?.[0]).toMatchObject({ name: 'WebhookVerificationError' });
    },
  );

  test('refuses an empty body', async () => {
    const { headers } = signed();
    expect(await deliver({ secret: SECRET }, silent, '', headers)).toMatchObject({
      status: 400,
      json: { error: { code: 'no_match' } },
    });
  });

  test('answers 500 when the handler throws, releases the event, and handles the next delivery', async () => {
    const { body, headers } = signed();
    const claimed = new Set<string>();
    const seen = {
      claim: async (id: string) => !claimed.has(id) && Boolean(claimed.add(id)),
      release: (id: string) => claimed.delete(id),
    };
    let attempts = 0;
    const handler = async () => {
      attempts++;
      if (attempts === 1) throw new Error('password is hunter2');
    };
    const onError = vi.fn();
    const send = () => deliver({ secret: SECRET, seen, onError }, handler, body, headers);

    const failed = await send();
    expect(failed).toMatchObject({ status: 500, json: { error: { code: 'handler_failed' } } });
    expect(JSON.stringify(failed)).not.toContain('hunter2');
    expect(onError).toHaveBeenCalledOnce();
    expect(await send()).toEqual(accepted);
    expect(await send()).toEqual({ status: 200, json: { received: true, duplicate: true } });
    expect(attempts).toBe(2);
  });

  test('answers 500 when the secret is not set', async () => {
    const { body, headers } = signed();
    const options = { secret: undefined, onError: silent };
    expect(await deliver(options, silent, body, headers)).toMatchObject({
      status: 500,
      json: { error: { code: 'bad_secret' } },
    });
  });
}
