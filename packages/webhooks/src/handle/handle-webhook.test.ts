import { afterEach, describe, expect, test, vi } from 'vitest';
import { deferred } from '../../test/deferred.ts';
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

/** A store in memory that records its calls. */
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

test('calls the handler with the event and the context and returns 200', async () => {
  const handler = vi.fn();
  expect(await handle({}, handler)).toEqual(accepted);
  expect(handler.mock.calls).toEqual([[JSON.parse(body), 'context']]);
});

test('accepts a router in place of a handler', async () => {
  const ids: string[] = [];
  const router = createWebhookRouter().on('job.completed', (event) => ids.push(event.id));
  const options = { secret: SECRET, receivedAt: NOW };
  expect(await handleWebhook(body, signedHeaders(body), options, router, undefined)).toEqual(
    accepted,
  );
  expect(ids).toEqual([EVENT_ID]);
});

test('calls a secret function for each delivery', async () => {
  const secret = vi.fn(async () => [OLD_SECRET, SECRET]);
  expect(await handle({ secret })).toEqual(accepted);
  expect(await handle({ secret })).toEqual(accepted);
  expect(secret).toHaveBeenCalledTimes(2);
});

test('waits for a body that is still being read', async () => {
  expect(await handle({}, undefined, Promise.resolve(Buffer.from(body)))).toEqual(accepted);
});

describe('handleWebhook for a delivery that it refuses', () => {
  test('returns 400 for a forgery although onError changes the failure', async () => {
    const onError = (_error: unknown, failure: object) =>
      void Object.assign(failure, { status: 200, code: 1n });
    const reply = await handle({ onError }, vi.fn(), `${body} `);
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'no_match' } } });
  });

  test('returns 400 and the code for a forgery, and calls onError', async () => {
    const handler = vi.fn();
    const onError = vi.fn();
    const reply = await handle({ onError }, handler, `${body} `);
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'no_match' } } });
    expect(JSON.stringify(reply)).not.toMatch(/[0-9a-f]{64}|whsec_EX/);
    expect(handler).not.toHaveBeenCalled();
    expect(onError.mock.calls[0]?.[1]).toEqual({ status: 400, code: 'no_match' });
  });

  test('returns 413 for a body over the limit', async () => {
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
    'returns 500 and %s for a fault of the receiver, so that the event is delivered again',
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

describe('handleWebhook when the handler throws', () => {
  test('returns 500 without the error message, and passes the error to onError', async () => {
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

  test('logs the error of a handler when there is no onError', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(silent);
    await handle({}, failing);
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[1]).toMatchObject({ message: 'database at 10.0.0.7 is full' });
  });

  test('releases the event of a failed handler and handles the next delivery', async () => {
    const seen = createStore();
    expect(await handle({ seen, onError: silent }, failing)).toMatchObject({ status: 500 });
    expect(seen.log).toEqual([`claim ${EVENT_ID}`, `release ${EVENT_ID}`]);
    const handler = vi.fn();
    expect(await handle({ seen }, handler)).toEqual(accepted);
    expect(handler).toHaveBeenCalledOnce();
  });

  test('releases with the function that a seen function returned', async () => {
    const store = createStore();
    const seen = (id: string) => store.claim(id) === true && (() => store.release(id));
    await handle({ seen, onError: silent }, failing);
    expect(await handle({ seen })).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('calls onError when the release fails too', async () => {
    const codes: string[] = [];
    const seen = { ...createStore(), release: failing };
    const onError = (_error: unknown, { code }: { code: string }) => codes.push(code);
    expect(await handle({ seen, onError }, failing)).toMatchObject({ status: 500 });
    expect(codes).toEqual(['receiver_failed', 'handler_failed']);
  });
});

describe('handleWebhook with a seen store', () => {
  test('accepts a duplicate without calling the handler', async () => {
    const seen = createStore();
    const handler = vi.fn();
    expect(await handle({ seen }, handler)).toEqual(accepted);
    expect(await handle({ seen }, handler)).toEqual(duplicate);
    expect(handler).toHaveBeenCalledOnce();
  });

  test('recognises duplicates with an asynchronous seen function', async () => {
    const store = createStore();
    const seen = async (id: string) => store.claim(id) === true;
    expect(await handle({ seen })).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('returns 409 while the same event is in progress', async () => {
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
    const started = deferred();
    const finished = deferred();
    const first = handle({ seen }, () => {
      started.resolve();
      return finished.promise;
    });
    await started.promise;
    expect(await handle({ seen })).toMatchObject({
      status: 409,
      body: { error: { code: 'in_progress' } },
    });
    finished.resolve();
    expect(await first).toEqual(accepted);
    expect(await handle({ seen })).toEqual(duplicate);
  });

  test('does not call the store for a delivery that does not verify', async () => {
    const seen = createStore();
    await handle({ seen }, undefined, `${body} `);
    expect(seen.log).toEqual([]);
  });

  test.each([undefined, null, 1, 'OK'])(
    'returns 500 when the store returns %s, instead of dropping the event silently',
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

  test('returns 500 and does not call the handler when the store throws', async () => {
    const handler = vi.fn();
    const reply = await handle({ seen: failing, onError: silent }, handler);
    expect(reply).toMatchObject({ status: 500, body: { error: { code: 'receiver_failed' } } });
    expect(handler).not.toHaveBeenCalled();
  });

  test('returns 200 for a handled event whose completion cannot be recorded', async () => {
    const onError = vi.fn();
    const seen = { ...createStore(), complete: failing };
    expect(await handle({ seen, onError })).toEqual(accepted);
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('handleWebhook with options that are read when they are needed', () => {
  const unreadable = (name: string): WebhookHandlerOptions =>
    Object.defineProperty({ secret: SECRET, receivedAt: NOW }, name, { get: failing });

  test.each(['secret', 'tolerance', 'receivedAt', 'seen'])(
    'returns 500, logs the reason and does not call the handler when %s cannot be read',
    async (name) => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {});
      const handler = vi.fn();
      const reply = await handleWebhook(body, signedHeaders(body), unreadable(name), handler, '');
      expect(reply).toMatchObject({ status: 500, body: { error: { code: 'receiver_failed' } } });
      expect(error).toHaveBeenCalledOnce();
      expect(handler).not.toHaveBeenCalled();
    },
  );

  test('keeps the response to a forgery when onError cannot be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const options = unreadable('onError');
    const reply = await handleWebhook('{}', signedHeaders(body), options, failing, '');
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'no_match' } } });
  });
});
