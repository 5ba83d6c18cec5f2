import { execFileSync } from 'node:child_process';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  isWebhookVerificationError,
  signWebhook,
  unwrapWebhook,
  verifyWebhookSignature,
} from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, refusal, SECRET, signedHeaders } from './delivery.ts';

// Each of these is accepted, refused or crashes wrongly in a verifier that is widely used.
const body = eventBody();
const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
const options = { receivedAt: NOW };

describe('bodies', () => {
  test('a Uint8Array that is no Buffer verifies', () => {
    const bytes = new TextEncoder().encode(body);
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
  });

  test('an empty body verifies rather than throwing', () => {
    const header = signWebhook({ body: '', secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature('', header, SECRET, options)).toBe(true);
  });

  test('an object is not serialised again and verified as if that had been sent', () => {
    const parsed = JSON.parse(body);
    expect(JSON.stringify(parsed)).toBe(body);
    expect(refusal(() => verifyWebhookSignature(parsed, header, SECRET, options))).toBe(
      'parsed_body',
    );
  });

  test('a byte order mark is part of what was signed', () => {
    const bytes = Buffer.from(`\uFEFF${body}`);
    const header = signWebhook({ body: bytes, secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
    expect(refusal(() => verifyWebhookSignature(body, header, SECRET, options))).toBe('no_match');
  });

  test('bytes that are not UTF-8 verify, and differ from their replacement characters', () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    const header = signWebhook({ body: bytes, secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
    const decoded = bytes.toString();
    expect(refusal(() => verifyWebhookSignature(decoded, header, SECRET, options))).toBe(
      'no_match',
    );
  });

  test('emoji verify, as text and as bytes cut at any place into chunks', () => {
    const bytes = Buffer.from('{"mood":"👩‍👩‍👧😀"}');
    const header = signWebhook({ body: bytes.toString(), secret: SECRET, timestamp: NOW });
    for (let cut = 0; cut <= bytes.length; cut++) {
      const joined = Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(verifyWebhookSignature(joined, header, SECRET, options)).toBe(true);
    }
  });
});

describe('signatures and secrets', () => {
  test('the second signature of the header counts too', () => {
    const header = signWebhook({ body, secret: [OLD_SECRET, SECRET], timestamp: NOW });
    expect(verifyWebhookSignature(body, header, SECRET, options)).toBe(true);
  });

  test('elements may come in another order than t before v1', () => {
    const swapped = header.split(',').reverse().join(',');
    expect(verifyWebhookSignature(body, swapped, SECRET, options)).toBe(true);
  });

  test('several secrets are tried', () => {
    expect(verifyWebhookSignature(body, header, [OLD_SECRET, SECRET], options)).toBe(true);
  });

  test.each(['', ' ', '\n', '\t \r\n'])('the blank secret %j is no key', (blank) => {
    const act = () => verifyWebhookSignature(body, header, blank, options);
    expect(refusal(act)).toBe('bad_secret');
    expect(refusal(() => signWebhook({ body, secret: blank }))).toBe('bad_secret');
  });

  test('upper-case hex is refused on every runtime alike', () => {
    const upper = header.replace(/v1=.*/, (signature) => `v1=${signature.slice(3).toUpperCase()}`);
    expect(refusal(() => verifyWebhookSignature(body, upper, SECRET, options))).toBe('no_match');
  });

  test('a signature without its v1= label is refused', () => {
    const bare = header.replace('v1=', '');
    expect(refusal(() => verifyWebhookSignature(body, bare, SECRET, options))).toBe('no_signature');
  });

  test('a malformed signature is refused with the package error, not a TypeError', () => {
    for (const bad of ['foo', 'v1=', 't=1,v1=zz', 't=,v1=', ',', '=', `t=${NOW},v1=é`]) {
      const act = () => verifyWebhookSignature(body, bad, SECRET, options);
      expect(refusal(act)).toBeTypeOf('string');
    }
  });
});

describe('time', () => {
  const at = (receivedAt: number) => () =>
    verifyWebhookSignature(body, header, SECRET, { receivedAt });

  test('a delivery dated one day ahead is refused', () => {
    expect(refusal(at(NOW - 86_400))).toBe('timestamp_too_new');
  });

  test('a delivery older than five minutes is refused without any option being set', () => {
    expect(refusal(at(NOW + 301))).toBe('timestamp_too_old');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])(
    'the tolerance %s does not disable the check',
    (tolerance) => {
      const options = { tolerance, receivedAt: NOW + 1e6 };
      const act = () => verifyWebhookSignature(body, header, SECRET, options);
      expect(refusal(act)).toBe('bad_option');
    },
  );

  test('the tolerance 0 allows no second, rather than any', () => {
    const options = { tolerance: 0, receivedAt: NOW + 1 };
    expect(refusal(() => verifyWebhookSignature(body, header, SECRET, options))).toBe(
      'timestamp_too_old',
    );
  });

  test('the tolerance is in seconds, not milliseconds', () => {
    const options = { tolerance: 600, receivedAt: NOW + 599 };
    expect(verifyWebhookSignature(body, header, SECRET, options)).toBe(true);
  });

  test.each(['123abc', '', 'NaN', '1e9', `${NOW}.5`, '+1', '0x10', '١٢٣'])(
    'the timestamp %j is malformed, though a lenient parser reads a number or NaN out of it',
    (timestamp) => {
      const signature = signWebhook({ body, secret: SECRET, timestamp: NOW }).split('v1=')[1];
      const forged = `t=${timestamp},v1=${signature}`;
      const act = () => verifyWebhookSignature(body, forged, SECRET, options);
      expect(refusal(act)).toBe('malformed_header');
    },
  );

  test('a delivery that waited in a queue verifies at the time it was received', () => {
    const receivedAt = new Date((NOW + 10) * 1000);
    expect(unwrapWebhook(body, signedHeaders(body), SECRET, { receivedAt }).id).toMatch(/^evt_/);
  });
});

describe('events and headers', () => {
  test('a Headers object is read', () => {
    const headers = new Headers(signedHeaders(body));
    expect(unwrapWebhook(body, headers, SECRET, options).type).toBe('job.completed');
  });

  test('an unknown event type passes', () => {
    const body = eventBody('evt_1', 'job.teleported');
    expect(unwrapWebhook(body, signedHeaders(body), SECRET, options).type).toBe('job.teleported');
  });

  test('a verified body that is no JSON gives the package error, not a SyntaxError', () => {
    const act = () => unwrapWebhook('<xml>', signedHeaders('<xml>'), SECRET, options);
    expect(refusal(act)).toBe('invalid_json');
  });

  test('the failure is told apart by a code', () => {
    try {
      verifyWebhookSignature(body, header, OLD_SECRET, options);
      expect.unreachable();
    } catch (error) {
      expect(isWebhookVerificationError(error) && error.code).toBe('no_match');
    }
  });
});

describe('being synchronous', () => {
  test('a forgotten await cannot accept a forgery', () => {
    expectTypeOf(verifyWebhookSignature).returns.toEqualTypeOf<true>();
    expectTypeOf(unwrapWebhook).returns.not.toExtend<Promise<unknown>>();
    let isHandled = false;
    try {
      if (verifyWebhookSignature(`${body} `, header, SECRET, options)) isHandled = true;
    } catch {
      // Refused, as it must be.
    }
    expect(isHandled).toBe(false);
  });

  test('an unhandled refusal ends only its own call', () => {
    const source = new URL('../src/index.ts', import.meta.url).href;
    const script = `
      import { unwrapRequest, unwrapWebhook } from ${JSON.stringify(source)};
      for (const hostile of [undefined, 'x', 't=1,v1=1', {}, null]) {
        try { unwrapWebhook('{}', { 'x-firsthand-signature': hostile }, 'whsec_x'); } catch {}
      }
      await unwrapRequest(new Request('http://localhost/', { method: 'POST', body: 'x' }), 'whsec_x').catch(() => {});
      console.log('alive');
    `;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
    expect(output.toString()).toBe('alive\n');
  });
});
