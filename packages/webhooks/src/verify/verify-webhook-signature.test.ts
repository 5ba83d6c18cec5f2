import { runInNewContext } from 'node:vm';
import { bytesOfBody } from '@firsthandapi/test-support/vectors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOW, OLD_SECRET, refusal, SECRET } from '../../test/delivery.ts';
import { optionsOf, signatureVectors } from '../../test/vectors.ts';
import { signWebhook, verifyWebhookSignature } from '../index.ts';

const body = '{"emoji":"😀"}';
const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
const receivedAt = NOW;
const verify = (...[rawBody, signature, secret, options]: unknown[]) =>
  verifyWebhookSignature(
    rawBody as string,
    signature as string,
    secret as string,
    (options === undefined ? { receivedAt } : options) as { receivedAt: number },
  );

describe('verifyWebhookSignature over the shared vectors', () => {
  test.each(signatureVectors)('accepts or refuses as specified: $name', (vector) => {
    const { secrets, header, code } = vector;
    const act = () =>
      verifyWebhookSignature(bytesOfBody(vector), header, secrets, optionsOf(vector));
    if (code === null) expect(act()).toBe(true);
    else expect(refusal(act)).toBe(code);
  });
});

describe('verifyWebhookSignature and the body', () => {
  const bytes = new TextEncoder().encode(body);
  const even = new TextEncoder().encode('{"even":"bytes"}');

  test.each([
    ['a string', body],
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from(body)],
    ['an ArrayBuffer', bytes.slice().buffer],
    ['a DataView', new DataView(bytes.slice().buffer)],
    ['a view into a larger buffer', new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
  ])('accepts a body that is %s', (_kind, rawBody) => {
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('accepts a view whose elements have more than one byte', () => {
    const rawBody = new Uint16Array(even.slice().buffer);
    const header = signWebhook({ body: even, secret: SECRET, timestamp: NOW });
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('accepts an ArrayBuffer of another realm, as under Jest', () => {
    const rawBody = runInNewContext('Uint8Array.from(bytes).buffer', { bytes: [...bytes] });
    expect(rawBody).not.toBeInstanceOf(ArrayBuffer);
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('accepts an empty body', () => {
    const header = signWebhook({ body: '', secret: SECRET, timestamp: NOW });
    expect(verify('', header, SECRET)).toBe(true);
    expect(verify(Buffer.alloc(0), header, SECRET)).toBe(true);
  });

  test.each([
    ['an object', JSON.parse(body)],
    ['an array', [1, 2]],
    ['a number', 5],
    ['a promise of the text', Promise.resolve(body)],
    ['a Request', new Request('http://localhost/', { method: 'POST', body })],
  ])('refuses %s as a parsed body', (_kind, rawBody) => {
    expect(refusal(() => verify(rawBody, header, SECRET))).toBe('parsed_body');
  });

  test.each([undefined, null])('refuses the body %s as missing', (rawBody) => {
    expect(refusal(() => verify(rawBody, header, SECRET))).toBe('missing_body');
  });
});

describe('verifyWebhookSignature and the header', () => {
  test('accepts an array, as Node represents repeated headers', () => {
    expect(verify(body, [header], SECRET)).toBe(true);
  });

  test('refuses the merged headers of two deliveries', () => {
    expect(refusal(() => verify(body, [header, header], SECRET))).toBe('malformed_header');
  });

  test.each([undefined, null, '', []])('refuses the header %j as missing', (signature) => {
    expect(refusal(() => verify(body, signature, SECRET))).toBe('missing_header');
  });

  test.each([[5], [{}], [true], [[Symbol('s')]]])(
    'refuses a header that is not text as malformed',
    (signature) => {
      expect(refusal(() => verify(body, signature, SECRET))).toBe('malformed_header');
    },
  );

  test('does bounded work for a header with any number of elements', () => {
    const signature = `t=${NOW}${',v1=0'.repeat(1_000_000)}`;
    expect(refusal(() => verify(body, signature, SECRET))).toBe('malformed_header');
  });
});

describe('verifyWebhookSignature and the secret', () => {
  test('accepts several secrets in any order', () => {
    expect(verify(body, header, [OLD_SECRET, SECRET])).toBe(true);
    expect(verify(body, header, [SECRET, OLD_SECRET])).toBe(true);
  });

  test('skips an unset environment variable among several secrets', () => {
    expect(verify(body, header, [undefined, SECRET])).toBe(true);
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['blank', ' \t'],
    ['a number', 5],
    ['an empty list', []],
    ['a list of unset variables', [undefined]],
  ])('refuses a secret that is %s', (_kind, secret) => {
    expect(refusal(() => verify(body, header, secret))).toBe('bad_secret');
  });

  test('never includes the secret in an error', () => {
    const attempts: unknown[][] = [
      [body, header, `${SECRET} `],
      [body, header, [SECRET, '']],
      [`${body} `, header, SECRET],
      [body, undefined, SECRET],
      [{}, header, SECRET],
      [body, header, SECRET, { receivedAt: 0 }],
      [body, header, SECRET, { tolerance: Number.NaN }],
    ];
    for (const attempt of attempts) {
      try {
        verify(...attempt);
        expect.unreachable();
      } catch (error) {
        const { message, stack, code } = error as Error & { code: string };
        expect(code).toBeTypeOf('string');
        expect(`${message}${stack}${JSON.stringify(error)}`).not.toContain(SECRET);
        expect(message).not.toMatch(/[0-9a-f]{64}/);
      }
    }
  });
});

describe('verifyWebhookSignature and the options', () => {
  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, '300', 10n, null])(
    'refuses the tolerance %s, which disables the check in other verifiers',
    (tolerance) => {
      expect(refusal(() => verify(body, header, SECRET, { receivedAt, tolerance }))).toBe(
        'bad_option',
      );
    },
  );

  test('refuses a bare number as options, which would leave the tolerance at its default', () => {
    expect(refusal(() => verify(body, header, SECRET, 60))).toBe('bad_option');
    expect(refusal(() => verify(body, header, SECRET, null))).toBe('bad_option');
  });

  test('accepts seconds, a Date or a function as receivedAt', () => {
    for (const moment of [NOW, new Date(NOW * 1000), () => NOW, () => new Date(NOW * 1000)]) {
      expect(verify(body, header, SECRET, { receivedAt: moment })).toBe(true);
    }
  });

  test('refuses milliseconds as receivedAt and names the option', () => {
    const act = () => verify(body, header, SECRET, { receivedAt: NOW * 1000 });
    expect(act).toThrow(/receivedAt must be .* seconds \(not milliseconds\)/);
    expect(refusal(act)).toBe('bad_option');
  });

  test.each([Number.NaN, -1, 'now', new Date('never'), {}])(
    'refuses %s as receivedAt',
    (moment) => {
      expect(refusal(() => verify(body, header, SECRET, { receivedAt: moment }))).toBe(
        'bad_option',
      );
    },
  );

  test('defaults receivedAt to the time of the call', () => {
    const fresh = signWebhook({ body, secret: SECRET });
    expect(verify(body, fresh, SECRET, {})).toBe(true);
    expect(refusal(() => verify(body, header, SECRET, {}))).toMatch(/^timestamp_too_(old|new)$/);
  });
});

describe('verifyWebhookSignature with a Date', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('accepts a Date of another realm, as under Jest', () => {
    const moment = runInNewContext(`new Date(${NOW * 1000})`);
    expect(moment).not.toBeInstanceOf(Date);
    expect(verify(body, header, SECRET, { receivedAt: moment })).toBe(true);
    expect(verify(body, header, SECRET, { receivedAt: () => moment })).toBe(true);
    expect(signWebhook({ body, secret: SECRET, timestamp: moment })).toBe(header);
  });

  test('accepts a Date created before timers are faked, or while they are', () => {
    const before = new Date(NOW * 1000);
    vi.useFakeTimers({ now: NOW * 1000 });
    expect(verify(body, header, SECRET, { receivedAt: before })).toBe(true);
    expect(verify(body, header, SECRET, { receivedAt: new Date() })).toBe(true);
    expect(verify(body, header, SECRET, {})).toBe(true);
  });

  test('accepts a Date created while timers are faked and used after', () => {
    vi.useFakeTimers({ now: NOW * 1000 });
    const faked = new Date();
    vi.useRealTimers();
    expect(verify(body, header, SECRET, { receivedAt: faked })).toBe(true);
  });

  test('accepts a subclass of Date, but not an object that only looks like one', () => {
    class Moment extends Date {}
    expect(verify(body, header, SECRET, { receivedAt: new Moment(NOW * 1000) })).toBe(true);
    const lookalike = { getTime: () => NOW * 1000, __proto__: Date.prototype };
    expect(refusal(() => verify(body, header, SECRET, { receivedAt: lookalike }))).toBe(
      'bad_option',
    );
  });
});

describe('verifyWebhookSignature with mistaken arguments', () => {
  const refusalOf = (...attempt: unknown[]) => {
    try {
      verify(...attempt);
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `${code}: ${message}`;
    }
    return 'accepted';
  };

  test.each([
    ['double quotes', `"${SECRET}"`, /quote or other text around it; remove/],
    ['single quotes', `'${SECRET}'`, /quote or other text around it; remove/],
    ['backticks', `\`${SECRET}\``, /quote or other text around it; remove/],
    ['typographic quotes', `“${SECRET}”`, /quote or other text around it; remove/],
    ['a quote at the end', `${SECRET}"`, /quote or other text around it; remove/],
    ['a quote at the start', `'${SECRET}`, /quote or other text around it; remove/],
    ['angle brackets', `<${SECRET}>`, /quote or other text around it; remove/],
    ['a semicolon', `${SECRET};`, /quote or other text around it; remove/],
    ['a zero-width space', `${SECRET}\u200b`, /quote or other text around it; remove/],
    ['the name of its variable', `SECRET=${SECRET}`, /quote or other text around it; remove/],
    ['an ellipsis, as in an example file', 'whsec_…', /quote or other text around it; remove/],
  ])('names the mistake when the secret has %s', (_what, secret, hint) => {
    expect(refusalOf(body, header, secret)).toMatch(/^bad_secret: Invalid secret: /);
    expect(refusalOf(body, header, secret)).toMatch(hint);
    expect(refusalOf(body, header, ['whsec_another', secret])).toMatch(hint);
  });

  test.each([
    ['a live API key', 'fh_live_sk_0123456789abcdef', /it is an API key/],
    ['a test API key', 'fh_test_sk_0123456789abcdef', /it is an API key/],
    ['the endpoint id', 'whe_01JABCDEFGHJKMNPQRSTVWXYZ0', /it is the id of a resource/],
    ['the event id', 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0', /it is the id of a resource/],
    ['the id of an API key', 'key_01JABCDEFGHJKMNPQRSTVWXYZ0', /it is the id of a resource/],
  ])('names the mistake when the secret is %s', (_what, secret, hint) => {
    expect(refusalOf(body, header, secret)).toMatch(/^bad_secret: Invalid secret: /);
    expect(refusalOf(body, header, secret)).toMatch(hint);
    expect(refusalOf(body, header, secret)).not.toContain(secret);
  });

  test('adds a hint when the secret does not start with whsec_', () => {
    expect(refusalOf(body, header, 'MfKQ9r8GKYqrTwjUPD8I')).toMatch(/^no_match: .*whsec_/);
    expect(refusalOf(body, header, OLD_SECRET)).not.toMatch(/whsec_/);
  });

  test.each(['undefined', 'null'])(
    'refuses the text %s as a secret, because anyone could sign with it',
    (secret) => {
      const forged = signWebhook({ body, secret: `${SECRET}x`, timestamp: NOW });
      expect(refusalOf(body, forged, secret)).toMatch(/^bad_secret: .*the text "/);
      expect(() => signWebhook({ body, secret })).toThrow(/Invalid secret/);
    },
  );

  test('names the mistake when secret and header are swapped', () => {
    expect(refusalOf(body, SECRET, header)).toMatch(/^malformed_header: .*swapped/);
    expect(refusalOf(body, SECRET, header)).not.toContain(SECRET);
    expect(refusalOf(body, header, header)).toMatch(/^bad_secret: .*swapped/);
  });

  test('names the mistake when all headers are passed in place of one', () => {
    const headers = { 'x-firsthand-signature': header };
    for (const wrong of [headers, new Headers(headers)]) {
      expect(refusalOf(body, wrong, SECRET)).toMatch(/^malformed_header: .*not all headers/);
    }
  });

  test('does not leave a rejected promise unhandled', async () => {
    const gone = () => Promise.reject(new Error('the client is gone'));
    expect(refusalOf(gone(), header, SECRET)).toMatch(/^parsed_body/);
    expect(refusalOf(body, header, gone())).toMatch(/^bad_secret/);
    expect(refusalOf(body, header, [gone(), SECRET])).toMatch(/^bad_secret/);
    expect(refusalOf(body, header, SECRET, { receivedAt: gone() })).toMatch(/^bad_option/);
    expect(refusalOf(body, header, SECRET, { receivedAt: gone })).toMatch(/^bad_option/);
    // An unhandled rejection is reported, and fails the run, at the end of this turn.
    await new Promise(setImmediate);
  });
});

test('returns true itself and not a promise, which would always be truthy', () => {
  const result: true = verifyWebhookSignature(body, header, SECRET, { receivedAt });
  expect(result).toBe(true);
});
