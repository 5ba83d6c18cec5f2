import { gunzipSync, gzipSync } from 'node:zlib';
import { bytesOfBody, readVectors } from '@firsthandapi/test-support/vectors';
import { describe, expect, test, vi } from 'vitest';
import { eventBody, NOW, OLD_SECRET, refusal, SECRET, signedHeaders } from '../../test/delivery.ts';
import { type DeliveryVector, optionsOf } from '../../test/vectors.ts';
import { unwrapRequest, unwrapWebhook } from '../index.ts';

const body = eventBody();
const headers = signedHeaders(body);
const signature = headers['x-firsthand-signature'] as string;
const receivedAt = NOW;

test('returns the event that was signed', () => {
  expect(unwrapWebhook(body, headers, SECRET, { receivedAt })).toEqual(JSON.parse(body));
});

test('decodes a body of bytes', () => {
  const event = unwrapWebhook(Buffer.from(body), headers, SECRET, { receivedAt });
  expect(event).toEqual(JSON.parse(body));
});

test('accepts several secrets during a rotation', () => {
  const headers = signedHeaders(body, OLD_SECRET);
  expect(unwrapWebhook(body, headers, [SECRET, OLD_SECRET], { receivedAt }).id).toMatch(/^evt_/);
});

describe('unwrapWebhook and the headers', () => {
  test.each([
    ['a Headers object', new Headers(headers)],
    ['a plain object in lower case', { 'x-firsthand-signature': signature }],
    ['a plain object in the case of the contract', { 'X-FirstHand-Signature': signature }],
    ['a plain object in upper case', { 'X-FIRSTHAND-SIGNATURE': signature }],
    ['a plain object with arrays', { 'X-Firsthand-Signature': [signature] }],
    ['a Map', new Map([['x-firsthand-signature', signature]])],
    [
      'an object without a prototype',
      Object.assign(Object.create(null), { 'x-firsthand-signature': signature }),
    ],
  ])('accepts headers that are %s', (_kind, headers) => {
    expect(unwrapWebhook(body, headers, SECRET, { receivedAt }).type).toBe('job.completed');
  });

  test.each([
    ['lack the signature', { 'content-type': 'application/json' }],
    ['are undefined', undefined],
    ['are null', null],
    ['hold it as undefined', { 'x-firsthand-signature': undefined }],
    [
      'throw when read',
      {
        get: () => {
          throw new Error('closed');
        },
      },
    ],
    ['only inherit it', Object.create({ 'x-firsthand-signature': signature })],
  ])('refuses headers that %s', (_kind, headers) => {
    expect(refusal(() => unwrapWebhook(body, headers, SECRET, { receivedAt }))).toBe(
      'missing_header',
    );
  });
});

describe('unwrapWebhook with mistaken headers', () => {
  test.each([
    ['the signature itself', signature, /headers is a string.*verifyWebhookSignature/],
    ['a list of pairs', Object.entries(headers), /headers is an array/],
    ['a Request', new Request('http://localhost/', { headers }), /headers is a request/],
    ['the request of Node', { headers, method: 'POST' }, /headers is a request/],
  ])('names the mistake when headers are %s', (_kind, wrong, hint) => {
    const act = () => unwrapWebhook(body, wrong as never, SECRET, { receivedAt });
    expect(act).toThrow(hint);
    expect(refusal(act)).toBe('missing_header');
  });
});

describe('unwrapWebhook and the signed body', () => {
  const { cases } = readVectors<{ cases: (DeliveryVector & { event?: unknown })[] }>(
    'webhook-events',
  );

  test.each(cases)('unwraps or refuses as specified: $name', (vector) => {
    const { header, secrets, code, event } = vector;
    const headers = { 'x-firsthand-signature': header };
    const bodies = [bytesOfBody(vector), ...(vector.body === undefined ? [] : [vector.body])];
    for (const body of bodies) {
      const act = () => unwrapWebhook(body, headers, secrets, optionsOf(vector));
      if (code === null) expect(act()).toEqual(event);
      else expect(refusal(act)).toBe(code);
    }
  });

  test('parses a body only after it is verified', () => {
    const parse = vi.spyOn(JSON, 'parse');
    expect(refusal(() => unwrapWebhook(`${body} `, headers, SECRET, { receivedAt }))).toBe(
      'no_match',
    );
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  test('says that the body is gzip, as a proxy leaves it, rather than to look for another secret', () => {
    const compressed = gzipSync(body);
    for (const secret of [SECRET, 'MfKQ9r8GKYqrTwjUPD8I']) {
      const act = () => unwrapWebhook(compressed, headers, secret, { receivedAt });
      expect(act).toThrow(/The body is gzip; decode it\.$/);
      expect(refusal(act)).toBe('no_match');
    }
    expect(unwrapWebhook(gunzipSync(compressed), headers, SECRET, { receivedAt })).toBeDefined();
    expect(() => unwrapWebhook(`${body} `, headers, SECRET, { receivedAt })).toThrow(
      /environment\.$/,
    );
  });

  test('does not quote the body in the error', () => {
    const body = '{"email":"someone@example.com"';
    try {
      unwrapWebhook(body, signedHeaders(body), SECRET, { receivedAt });
      expect.unreachable();
    } catch (error) {
      const { message, stack, cause } = error as Error;
      expect(`${message}${stack}${cause}`).not.toContain('someone');
    }
  });
});

describe('unwrapWebhook with a seen hook', () => {
  test('returns an event once', () => {
    const ids = new Set<string>();
    const seen = (id: string) => !ids.has(id) && Boolean(ids.add(id));
    expect(unwrapWebhook(body, headers, SECRET, { receivedAt, seen }).id).toMatch(/^evt_/);
    expect(refusal(() => unwrapWebhook(body, headers, SECRET, { receivedAt, seen }))).toBe(
      'duplicate',
    );
  });

  test('passes the signed id to the hook, not the header, which anyone could change', () => {
    const seen = vi.fn(() => true);
    const forged = { ...headers, 'x-firsthand-event-id': 'evt_forged' };
    unwrapWebhook(body, forged, SECRET, { receivedAt, seen });
    expect(seen.mock.calls).toEqual([['evt_01JABCDEFGHJKMNPQRSTVWXYZ0']]);
  });

  test('does not call the hook for a delivery that does not verify', () => {
    const seen = vi.fn(() => true);
    refusal(() => unwrapWebhook(`${body} `, headers, SECRET, { receivedAt, seen }));
    expect(seen).not.toHaveBeenCalled();
  });

  test.each([undefined, 1, 'OK', Promise.resolve(false)])(
    'refuses a hook that returns %s, which would let every duplicate pass',
    (answer) => {
      const seen = () => answer as unknown as boolean;
      expect(refusal(() => unwrapWebhook(body, headers, SECRET, { receivedAt, seen }))).toBe(
        'bad_option',
      );
    },
  );
});

test('refuses a seen hook that rejects, without an unhandled rejection', async () => {
  const seen = async () => {
    throw new Error('the store is down');
  };
  const act = () => unwrapWebhook(body, headers, SECRET, { receivedAt, seen: seen as never });
  expect(refusal(act)).toBe('bad_option');
  await new Promise(setImmediate);
});

describe('unwrapRequest', () => {
  const request = (init: RequestInit = {}) =>
    new Request('http://localhost/', { method: 'POST', headers, body, ...init });
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'accepted',
      (error) =>
        refusal(() => {
          throw error;
        }),
    );

  test('reads and verifies a Request', async () => {
    const event = await unwrapRequest(request(), SECRET, { receivedAt });
    expect(event).toEqual(JSON.parse(body));
  });

  test('refuses a Request that was already read', async () => {
    const read = request();
    await read.json();
    expect(await code(unwrapRequest(read, SECRET, { receivedAt }))).toBe('parsed_body');
  });

  test('refuses a Request without a body', async () => {
    const empty = new Request('http://localhost/', { method: 'POST', headers });
    expect(await code(unwrapRequest(empty, SECRET, { receivedAt }))).toBe('no_match');
  });

  test('stops reading a Request at the limit', async () => {
    let pulled = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const endlessRequest = request({ body: endless, duplex: 'half' } as RequestInit);
    const options = { receivedAt, maxBodyBytes: 10_000 };
    expect(await code(unwrapRequest(endlessRequest, SECRET, options))).toBe('body_too_large');
    expect(isCancelled).toBe(true);
    expect(pulled).toBeLessThan(20);
  });

  test('refuses a Request whose body breaks off', async () => {
    const broken = new ReadableStream({
      pull() {
        throw new Error('reset');
      },
    });
    const brokenRequest = request({ body: broken, duplex: 'half' } as RequestInit);
    expect(await code(unwrapRequest(brokenRequest, SECRET, { receivedAt }))).toBe(
      'unreadable_body',
    );
  });

  test('refuses a Request that is being read elsewhere', async () => {
    const locked = request();
    locked.body?.getReader();
    expect(await code(unwrapRequest(locked, SECRET, { receivedAt }))).toBe('parsed_body');
  });

  test('settles when the source of the body never finishes cancelling', async () => {
    const stuck = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel: () => new Promise(() => {}),
    });
    const stuckRequest = request({ body: stuck, duplex: 'half' } as RequestInit);
    const options = { receivedAt, maxBodyBytes: 10 };
    expect(await code(unwrapRequest(stuckRequest, SECRET, options))).toBe('body_too_large');
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, '10', null])(
    'refuses the limit %s, which elsewhere means none',
    async (maxBodyBytes) => {
      const options = { receivedAt, maxBodyBytes: maxBodyBytes as number };
      expect(await code(unwrapRequest(request(), SECRET, options))).toBe('bad_option');
    },
  );

  test.each([[undefined], ['text'], [{ request: request() }], [{ body, headers }]])(
    'names the mistake when it is passed something other than a Request',
    async (wrong) => {
      const promise = unwrapRequest(wrong as never, SECRET, { receivedAt });
      await expect(promise).rejects.toThrow('it is not a Request');
      await expect(promise).rejects.toMatchObject({ code: 'missing_body' });
    },
  );
});
