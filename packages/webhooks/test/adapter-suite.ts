import { expect, test, vi } from 'vitest';
import type { WebhookHandlerLike, WebhookHandlerOptions } from '../src/handler.ts';
import { createWebhookRouter, signTestWebhook } from '../src/index.ts';
import { eventBody, OLD_SECRET, SECRET } from './delivery.ts';

/** Sends one delivery to a new endpoint, the way the framework receives it. */
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

/** What every adapter must do. */
export function describeAdapter(deliver: Deliver): void {
  test('calls the handler with the verified event', async () => {
    const { body, headers } = signed();
    const handler = vi.fn();
    expect(await deliver({ secret: SECRET }, handler, body, headers)).toEqual(accepted);
    expect(handler).toHaveBeenCalledOnce();
    expect(handler.mock.calls[0]?.[0]).toEqual(event);
  });

  test('verifies the exact bytes, with emoji, whitespace and a byte order mark', async () => {
    const body = `\uFEFF{ "id": "evt_1",\r\n "type": "job.completed", "note": "👩‍👩‍👧 é" }\n`;
    const { headers } = signed(body);
    const handler = vi.fn();
    const bytes = Buffer.from(body);
    expect(await deliver({ secret: SECRET }, handler, bytes, headers)).toEqual(accepted);
    expect(handler.mock.calls[0]?.[0]).toMatchObject({ note: '👩‍👩‍👧 é' });
  });

  test('verifies a body of 100 KB that arrives in chunks', async () => {
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
    'returns 400 for the header %j, which crashes some verifiers',
    async (header) => {
      const onError = vi.fn();
      const options = { secret: SECRET, onError };
      const headers = { 'content-type': 'application/json', 'x-firsthand-signature': header };
      const response = await deliver(options, silent, signed().body, headers);
      expect(response).toMatchObject({ status: 400 });
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

  test('returns 500 when the handler throws, releases the event and handles the next delivery', async () => {
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

  test('returns 500 when the secret is not set', async () => {
    const { body, headers } = signed();
    const options = { secret: undefined, onError: silent };
    expect(await deliver(options, silent, body, headers)).toMatchObject({
      status: 500,
      json: { error: { code: 'bad_secret' } },
    });
  });

  const down = new Error('the error tracker at 10.0.0.7 is down');
  const throws = () => {
    throw down;
  };
  const rejects = async () => {
    throw down;
  };

  test.each([
    ['throws', throws],
    ['rejects', rejects],
    // biome-ignore lint/suspicious/noThenProperty: an awaited thenable is what is tested.
    ['returns a thenable that throws', () => ({ then: throws })],
    ['is not a function', {} as never],
  ])('returns the same response and logs both errors when onError %s', async (_how, onError) => {
    const log = vi.spyOn(console, 'error').mockImplementation(silent);
    const { body, headers } = signed();
    const options = { secret: SECRET, onError };
    expect(await deliver(options, silent, `${body} `, headers)).toMatchObject({
      status: 400,
      json: { error: { code: 'no_match' } },
    });
    expect(log).toHaveBeenCalledOnce();
    expect(await deliver(options, rejects, body, headers)).toMatchObject({
      status: 500,
      json: { error: { code: 'handler_failed' } },
    });
    expect(log.mock.calls.slice(1).map(([text]) => text)).toEqual([
      expect.stringContaining('onError failed'),
      expect.stringContaining('handler_failed'),
    ]);
    log.mockRestore();
  });

  test('waits for an asynchronous onError before it returns the response', async () => {
    const { body, headers } = signed();
    const steps: string[] = [];
    const onError = async () => {
      await new Promise(setImmediate);
      steps.push('reported');
    };
    await deliver({ secret: SECRET, onError }, silent, `${body} `, headers);
    expect(steps).toEqual(['reported']);
  });

  test.each([
    ['secret throws', { secret: throws }],
    ['secret rejects', { secret: rejects }],
    ['receivedAt throws', { secret: SECRET, receivedAt: throws }],
    ['seen throws', { secret: SECRET, seen: throws }],
    ['seen rejects', { secret: SECRET, seen: rejects }],
    ['claim throws', { secret: SECRET, seen: { claim: throws, release: silent } }],
    ['claim rejects', { secret: SECRET, seen: { claim: rejects, release: silent } }],
    ['seen is not a store', { secret: SECRET, seen: {} as never }],
  ])('returns 500 and reports receiver_failed when %s', async (_what, options) => {
    const { body, headers } = signed();
    const onError = vi.fn();
    const handler = vi.fn();
    const response = await deliver({ ...options, onError }, handler, body, headers);
    expect(response).toMatchObject({ status: 500, json: { error: { code: 'receiver_failed' } } });
    expect(JSON.stringify(response)).not.toContain('10.0.0.7');
    expect(onError).toHaveBeenCalledOnce();
    expect(handler).not.toHaveBeenCalled();
  });

  test('returns 500 when receivedAt rejects, because it must be synchronous', async () => {
    const { body, headers } = signed();
    const options = { secret: SECRET, receivedAt: rejects as never, onError: silent };
    expect(await deliver(options, silent, body, headers)).toMatchObject({
      status: 500,
      json: { error: { code: 'bad_option' } },
    });
  });

  test.each([
    ['release throws', throws, 'release'],
    ['release rejects', rejects, 'release'],
    ['complete throws', throws, 'complete'],
    ['complete rejects', rejects, 'complete'],
  ] as const)('keeps the response and reports it when %s', async (_what, hook, name) => {
    const { body, headers } = signed();
    const onError = vi.fn();
    const seen = { claim: () => true, release: silent, complete: silent, [name]: hook };
    const handler = name === 'release' ? rejects : silent;
    const response = await deliver({ secret: SECRET, seen, onError }, handler, body, headers);
    expect(response).toMatchObject({ status: name === 'release' ? 500 : 200 });
    expect(onError.mock.calls[0]).toEqual([
      down,
      { status: 500, code: 'receiver_failed', eventId: event.id },
    ]);
  });

  test.each([
    ['undefined', undefined],
    ['a string', 'full'],
    ['a revoked proxy', revokedProxy()],
    ['an object whose properties throw', new Proxy({}, { get: throws })],
  ])('returns 500 when the handler throws %s', async (_what, thrown) => {
    const log = vi.spyOn(console, 'error').mockImplementation(silent);
    const { body, headers } = signed();
    const handler = () => {
      throw thrown;
    };
    expect(await deliver({ secret: SECRET }, handler, body, headers)).toMatchObject({
      status: 500,
      json: { error: { code: 'handler_failed' } },
    });
    log.mockRestore();
  });

  test('returns 500 when even the console throws', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(throws);
    const { body, headers } = signed();
    expect(await deliver({ secret: SECRET }, rejects, body, headers)).toMatchObject({
      status: 500,
    });
    log.mockRestore();
  });
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
