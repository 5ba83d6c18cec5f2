import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventBody, NOW, OLD_SECRET, SECRET, signedHeaders } from '../../test/delivery.ts';
import { handleWebhook, type SeenAnswer, type WebhookHandlerOptions } from '../handler.ts';
import { createWebhookRouter } from '../index.ts';

const body = eventBody();
const EVENT_ID = JSON.parse(body).id as string;
const accepted = { status: 200, body: { received: true } };
const duplicate = { status: 200, body: { received: true, duplicate: true } };

const handle = (
  options: Partial<WebhookHandlerOptions> = {},
  handler: () => unknown = () => {},
  rawBody: unknown = body,
) =>
  handleWebhook(
    rawBody as string,
    signedHeaders(body),
    { secret: SECRET, receivedAt: NOW, ...options },
    handler,
    'context',
  );

/** A store in memory that writes down what it is asked. */
function createStore() {
  const ids = new Set<string>();
  const log: string[] = [];
  return {
    log,
    claim(id: string): SeenAnswer {
      log.push(`claim ${id}`);
      return !ids.has(id) && Boolean(ids.add(id));
    },
    release(id: string) {
      log.push(`release ${id}`);
      ids.delete(id);
    },
  };
}

const failing = () => {
  throw new Error('database at 10.0.0.7 is full');
};
const silent = () => {};

afterEach(() => {
  vi.restoreAllMocks();
});

test('hands the event and the context to the handler and accepts', async () => {
  const handler = vi.fn();
  expect(await handle({}, handler)).toEqual(accepted);
  expect(handler.mock.calls).toEqual([[JSON.parse(body), 'context']]);
});

test('takes a router in the place of a handler', async () => {
  const ids: string[] = [];
  const router = createWebhookRouter().on('job.completed', (event) => ids.push(event.id));
  const options = { secret: SECRET, receivedAt: NOW };
  expect(await handleWebhook(body, signedHeaders(body), options, router, undefined)).toEqual(
    accepted,
  );
  expect(ids).toEqual([EVENT_ID]);
});

test('asks for the secret at each delivery when it is a function', async () => {
  const secret = vi.fn(async () => [OLD_SECRET, SECRET]);
  expect(await handle({ secret })).toEqual(accepted);
  expect(await handle({ secret })).toEqual(accepted);
  expect(secret).toHaveBeenCalledTimes(2);
});

test('waits for a body that is still being read', async () => {
  expect(await handle({}, undefined, Promise.resolve(Buffer.from(body)))).toEqual(accepted);
});

describe('refuses', () => {
  test('a forgery with 400 and the code, and tells onError', async () => {
    const handler = vi.fn();
    const onError = vi.fn();
    const reply = await handle({ onError }, handler, `${body} `);
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'no_match' } } });
    expect(JSON.stringify(reply)).not.toMatch(/[0-9a-f]{64}|whsec_EX/);
    expect(handler).not.toHaveBeenCalled();
    expect(onError.mock.calls[0]?.[1]).toEqual({ status: 400, code: 'no_match' });
  });

  test('a body over the limit with 413', async () => {
    const { WebhookVerificationError } = await import('../index.ts');
    const tooLarge = Promise.reject(new WebhookVerificationError('body_too_large', 'Large.'));
    expect(await handle({}, undefined, tooLarge)).toMatchObject({ status: 413 });
  });

  test.each([
    ['parsed_body', { rawBody: JSON.parse(body) }],
    ['missing_body', { rawBody: undefined }],
    ['bad_secret', { options: { secret: undefined } }],
    ['bad_secret', { options: { secret: () => ' ' } }],
    ['bad_option', { options: { tolerance: Number.NaN } }],
    ['receiver_failed', { options: { secret: failing } }],
  ])(
    'with 500 and %s what is its own fault, so that the event comes again',
    async (code, setup) => {
      const { options = {}, ...rest } = setup as {
        options?: Partial<WebhookHandlerOptions>;
        rawBody?: unknown;
      };
      const onError = vi.fn();
      const rawBody = 'rawBody' in rest ? rest.rawBody : body;
      const input = { secret: SECRET, receivedAt: NOW, onError, ...options };
      const reply = await handleWebhook(
        rawBody as string,
        signedHeaders(body),
        input,
        silent,
        undefined,
      );
      expect(reply).toMatchObject({ status: 500, body: { error: { code } } });
      expect(JSON.stringify(reply)).not.toContain('10.0.0.7');
      expect(onError.mock.calls[0]?.[1]).toEqual({ status: 500, code });
    },
  );
});

describe('when the handler throws', () => {
  test('answers 500 without its message, and tells onError the error itself', async () => {
    const onError = vi.fn();
    const reply = await handle({ onError }, failing);
    expect(reply).toMatchObject({ status: 500, body: { error: { code: 'handler_failed' } } });
    expect(JSON.stringify(reply)).not.toContain('10.0.0.7');
    expect(onError.mock.calls).toEqual([
      [
        expect.objectContaining({ message: 'database at 10.0.0.7 is full' }),
        { status: 500, code: 'handler_failed', eventId: EVENT_ID },
      ],
    ]);
  });

  test('logs it when there is no onError, as nothing else would show it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(silent);
    await handle({}, failing);
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[1]).toMatchObject({ message: 'database at 10.0.0.7 is full' });
  });

  test('releases the event, and handles its next delivery', async () => {
    const seen = createStore();
    expect(await handle({ seen, onError: silent }, failing)).toMatchObject({ status: 500 });
    expect(seen.log).toEqual([`claim ${EVENT_ID}`, `release ${EVENT_ID}`]);
    const handler = vi.fn();
    expect(await handle({ seen }, handler)).toEqual(accepted);
    expect(handler).toHaveBeenCalledOnce();
  });

  test('releases through the function that a shorthand returned', async () => {
    const store = createStore();
    const seen = (id: string) => store.claim(id) === true && (() => store.release(id));
    await handle({ seen, onError: silent }, failing);
    expect(await handle({ seen })).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('tells onError when the release fails too', async () => {
    const codes: string[] = [];
    const seen = { ...createStore(), release: failing };
    const onError = (_error: unknown, { code }: { code: string }) => codes.push(code);
    expect(await handle({ seen, onError }, failing)).toMatchObject({ status: 500 });
    expect(codes).toEqual(['receiver_failed', 'handler_failed']);
  });
});

describe('duplicates', () => {
  test('are accepted without calling the handler', async () => {
    const seen = createStore();
    const handler = vi.fn();
    expect(await handle({ seen }, handler)).toEqual(accepted);
    expect(await handle({ seen }, handler)).toEqual(duplicate);
    expect(handler).toHaveBeenCalledOnce();
  });

  test('are recognised by an asynchronous store and by a function', async () => {
    const store = createStore();
    const seen = async (id: string) => store.claim(id) === true;
    expect(await handle({ seen })).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('of an event still being handled get 409, so that it is not lost if that one fails', async () => {
    const states = new Map<string, 'busy' | 'done'>();
    const seen = {
      claim(id: string): SeenAnswer {
        if (states.has(id)) return states.get(id) === 'done' ? false : 'in_progress';
        states.set(id, 'busy');
        return true;
      },
      release: (id: string) => states.delete(id),
      complete: (id: string) => states.set(id, 'done'),
    };
    let finish = silent;
    const first = handle(
      { seen },
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await vi.waitFor(() => expect(finish).not.toBe(silent));
    expect(await handle({ seen })).toMatchObject({
      status: 409,
      body: { error: { code: 'in_progress' } },
    });
    finish();
    expect(await first).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('are not asked about for a delivery that does not verify', async () => {
    const seen = createStore();
    await handle({ seen }, undefined, `${body} `);
    expect(seen.log).toEqual([]);
  });

  test.each([undefined, null, 1, 'OK'])(
    'with a store that answers %s get 500 instead of being dropped unnoticed',
    async (answer) => {
      const handler = vi.fn();
      const seen = () => answer as unknown as boolean;
      expect(await handle({ seen, onError: silent }, handler)).toMatchObject({
        status: 500,
        body: { error: { code: 'bad_option' } },
      });
      expect(handler).not.toHaveBeenCalled();
    },
  );

  test('with a store that throws get 500, and the handler is not called', async () => {
    const handler = vi.fn();
    const reply = await handle({ seen: failing, onError: silent }, handler);
    expect(reply).toMatchObject({ status: 500, body: { error: { code: 'receiver_failed' } } });
    expect(handler).not.toHaveBeenCalled();
  });

  test('an event that was handled stays accepted when its completion cannot be noted', async () => {
    const onError = vi.fn();
    const seen = { ...createStore(), complete: failing };
    expect(await handle({ seen, onError })).toEqual(accepted);
    expect(onError).toHaveBeenCalledOnce();
  });
});
