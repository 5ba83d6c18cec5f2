import { describe, expect, test } from 'vitest';
import { NOW, OLD_SECRET, refusal, SECRET } from '../../test/delivery.ts';
import { bytesOf, vectors } from '../../test/vectors.ts';
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

describe('agrees with the shared vectors', () => {
  test.each(vectors)('$name', (vector) => {
    const { secrets, header, receivedAt, tolerance, code } = vector;
    const act = () =>
      verifyWebhookSignature(bytesOf(vector), header, secrets, { receivedAt, tolerance });
    if (code === null) expect(act()).toBe(true);
    else expect(refusal(act)).toBe(code);
  });
});

describe('the body', () => {
  const bytes = new TextEncoder().encode(body);
  const even = new TextEncoder().encode('{"even":"bytes"}');

  test.each([
    ['a string', body],
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from(body)],
    ['an ArrayBuffer', bytes.slice().buffer],
    ['a DataView', new DataView(bytes.slice().buffer)],
    ['a view into a larger buffer', new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
  ])('may be %s', (_kind, rawBody) => {
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('may be a view with elements of more than one byte', () => {
    const rawBody = new Uint16Array(even.slice().buffer);
    const header = signWebhook({ body: even, secret: SECRET, timestamp: NOW });
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('may be an ArrayBuffer of another realm, as under Jest', async () => {
    const { runInNewContext } = await import('node:vm');
    const rawBody = runInNewContext('Uint8Array.from(bytes).buffer', { bytes: [...bytes] });
    expect(rawBody).not.toBeInstanceOf(ArrayBuffer);
    expect(verify(rawBody, header, SECRET)).toBe(true);
  });

  test('may be empty', () => {
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
  ])('is refused as parsed when it is %s', (_kind, rawBody) => {
    expect(refusal(() => verify(rawBody, header, SECRET))).toBe('parsed_body');
  });

  test.each([undefined, null])('is refused as missing when it is %s', (rawBody) => {
    expect(refusal(() => verify(rawBody, header, SECRET))).toBe('missing_body');
  });
});

describe('the header', () => {
  test('may be an array, as Node gives repeated headers', () => {
    expect(verify(body, [header], SECRET)).toBe(true);
  });

  test('is refused when two deliveries were merged into one', () => {
    expect(refusal(() => verify(body, [header, header], SECRET))).toBe('malformed_header');
  });

  test.each([undefined, null, '', []])('is missing when it is %j', (signature) => {
    expect(refusal(() => verify(body, signature, SECRET))).toBe('missing_header');
  });

  test.each([[5], [{}], [true], [[Symbol('s')]]])(
    'is malformed when it is no text',
    (signature) => {
      expect(refusal(() => verify(body, signature, SECRET))).toBe('malformed_header');
    },
  );

  test('costs bounded work however many elements it has', () => {
    const signature = `t=${NOW}${',v1=0'.repeat(1_000_000)}`;
    expect(refusal(() => verify(body, signature, SECRET))).toBe('malformed_header');
  });
});

describe('the secret', () => {
  test('may be one of several, in any place', () => {
    expect(verify(body, header, [OLD_SECRET, SECRET])).toBe(true);
    expect(verify(body, header, [SECRET, OLD_SECRET])).toBe(true);
  });

  test('is skipped where an environment variable of several is not set', () => {
    expect(verify(body, header, [undefined, SECRET])).toBe(true);
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['blank', ' \t'],
    ['a number', 5],
    ['an empty list', []],
    ['a list of unset variables', [undefined]],
    ['17 secrets', Array.from({ length: 17 }, () => SECRET)],
    ['followed by a line break', `${SECRET}\n`],
  ])('is refused when it is %s', (_kind, secret) => {
    expect(refusal(() => verify(body, header, secret))).toBe('bad_secret');
  });

  test('is in no error, whatever goes wrong', () => {
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

describe('the options', () => {
  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, '300', 10n, null])(
    'refuse the tolerance %s, which elsewhere disables the check',
    (tolerance) => {
      expect(refusal(() => verify(body, header, SECRET, { receivedAt, tolerance }))).toBe(
        'bad_option',
      );
    },
  );

  test('refuse a bare number, which would leave the tolerance at its default', () => {
    expect(refusal(() => verify(body, header, SECRET, 60))).toBe('bad_option');
    expect(refusal(() => verify(body, header, SECRET, null))).toBe('bad_option');
  });

  test('take a longer tolerance in seconds', () => {
    const options = { tolerance: 86_400, receivedAt: NOW + 86_400 };
    expect(verify(body, header, SECRET, options)).toBe(true);
  });

  test('take the time of receipt as seconds, a Date or a function, for queued deliveries', () => {
    for (const moment of [NOW, new Date(NOW * 1000), () => NOW, () => new Date(NOW * 1000)]) {
      expect(verify(body, header, SECRET, { receivedAt: moment })).toBe(true);
    }
  });

  test('refuse milliseconds for the time of receipt, by name', () => {
    const act = () => verify(body, header, SECRET, { receivedAt: NOW * 1000 });
    expect(act).toThrow(/receivedAt must be .* seconds \(not milliseconds\)/);
    expect(refusal(act)).toBe('bad_option');
  });

  test.each([Number.NaN, -1, 'now', new Date('never'), {}])(
    'refuse the time of receipt %s',
    (moment) => {
      expect(refusal(() => verify(body, header, SECRET, { receivedAt: moment }))).toBe(
        'bad_option',
      );
    },
  );

  test('default to the time of the call', () => {
    const fresh = signWebhook({ body, secret: SECRET });
    expect(verify(body, fresh, SECRET, {})).toBe(true);
    expect(refusal(() => verify(body, header, SECRET, {}))).toMatch(/^timestamp_too_(old|new)$/);
  });
});

test('returns true itself, not a promise that is always truthy', () => {
  const result: true = verifyWebhookSignature(body, header, SECRET, { receivedAt });
  expect(result).toBe(true);
});
