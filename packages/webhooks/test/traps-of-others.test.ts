import { execFileSync } from 'node:child_process';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  isWebhookVerificationError,
  signWebhook,
  unwrapWebhook,
  verifyWebhookSignature,
} from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, refusal, SECRET, signedHeaders } from './delivery.ts';

// At least one widely used verifier gets each of these wrong: accepts it, refuses it or crashes.
const body = eventBody();
const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
const options = { receivedAt: NOW };

describe('bodies', () => {
  test('verifies a Uint8Array that is not a Buffer', () => {
    const bytes = new TextEncoder().encode(body);
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
  });

  test('verifies an empty body instead of throwing', () => {
    const header = signWebhook({ body: '', secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature('', header, SECRET, options)).toBe(true);
  });

  test('does not serialise a parsed body again in order to verify it', () => {
    const parsed = JSON.parse(body);
    expect(JSON.stringify(parsed)).toBe(body);
    expect(refusal(() => verifyWebhookSignature(parsed, header, SECRET, options))).toBe(
      'parsed_body',
    );
  });

  test('treats a byte order mark as part of the signed body', () => {
    const bytes = Buffer.from(`\uFEFF${body}`);
    const header = signWebhook({ body: bytes, secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
    expect(refusal(() => verifyWebhookSignature(body, header, SECRET, options))).toBe('no_match');
  });

  test('verifies bytes that are not UTF-8, and not their replacement characters', () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    const header = signWebhook({ body: bytes, secret: SECRET, timestamp: NOW });
    expect(verifyWebhookSignature(bytes, header, SECRET, options)).toBe(true);
    const decoded = bytes.toString();
    expect(refusal(() => verifyWebhookSignature(decoded, header, SECRET, options))).toBe(
      'no_match',
    );
  });

  test('verifies emoji as text, and as bytes split at any place', () => {
    const bytes = Buffer.from('{"mood":"👩‍👩‍👧😀"}');
    const header = signWebhook({ body: bytes.toString(), secret: SECRET, timestamp: NOW });
    for (let cut = 0; cut <= bytes.length; cut++) {
      const joined = Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(verifyWebhookSignature(joined, header, SECRET, options)).toBe(true);
    }
  });
});

describe('signatures and secrets', () => {
  test('accepts the second signature of the header', () => {
    const header = signWebhook({ body, secret: [OLD_SECRET, SECRET], timestamp: NOW });
    expect(verifyWebhookSignature(body, header, SECRET, options)).toBe(true);
  });

  test('accepts elements in another order than t before v1', () => {
    const swapped = header.split(',').reverse().join(',');
    expect(verifyWebhookSignature(body, swapped, SECRET, options)).toBe(true);
  });

  test('tries several secrets', () => {
    expect(verifyWebhookSignature(body, header, [OLD_SECRET, SECRET], options)).toBe(true);
  });

  test.each(['', ' ', '\n', '\t \r\n'])('refuses the blank secret %j', (blank) => {
    const act = () => verifyWebhookSignature(body, header, blank, options);
    expect(refusal(act)).toBe('bad_secret');
    expect(refusal(() => signWebhook({ body, secret: blank }))).toBe('bad_secret');
  });

  test('refuses uppercase hex on every runtime', () => {
    const upper = header.replace(/v1=.*/, (signature) => `v1=${signature.slice(3).toUpperCase()}`);
    expect(refusal(() => verifyWebhookSignature(body, upper, SECRET, options))).toBe('no_match');
  });

  test('refuses a signature without its v1= label', () => {
    const bare = header.replace('v1=', '');
    expect(refusal(() => verifyWebhookSignature(body, bare, SECRET, options))).toBe('no_signature');
  });

  test('refuses a malformed signature with the package error, not a TypeError', () => {
    for (const bad of ['foo', 'v1=', 't=1,v1=zz', 't=,v1=', ',', '=', `t=${NOW},v1=é`]) {
      const act = () => verifyWebhookSignature(body, bad, SECRET, options);
      expect(refusal(act)).toBeTypeOf('string');
    }
  });
});

describe('time', () => {
  const at = (receivedAt: number) => () =>
    verifyWebhookSignature(body, header, SECRET, { receivedAt });

  test('refuses a delivery dated one day ahead', () => {
    expect(refusal(at(NOW - 86_400))).toBe('timestamp_too_new');
  });

  test('refuses a delivery older than five minutes by default', () => {
    expect(refusal(at(NOW + 301))).toBe('timestamp_too_old');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])(
    'does not disable the check for the tolerance %s',
    (tolerance) => {
      const options = { tolerance, receivedAt: NOW + 1e6 };
      const act = () => verifyWebhookSignature(body, header, SECRET, options);
      expect(refusal(act)).toBe('bad_option');
    },
  );

  test('allows no difference for the tolerance 0', () => {
    const options = { tolerance: 0, receivedAt: NOW + 1 };
    expect(refusal(() => verifyWebhookSignature(body, header, SECRET, options))).toBe(
      'timestamp_too_old',
    );
  });

  test('takes the tolerance in seconds, not milliseconds', () => {
    const options = { tolerance: 600, receivedAt: NOW + 599 };
    expect(verifyWebhookSignature(body, header, SECRET, options)).toBe(true);
  });

  test.each(['123abc', '', 'NaN', '1e9', `${NOW}.5`, '+1', '0x10', '١٢٣'])(
    'refuses the timestamp %j, which a lenient parser reads as a number or NaN',
    (timestamp) => {
      const signature = signWebhook({ body, secret: SECRET, timestamp: NOW }).split('v1=')[1];
      const forged = `t=${timestamp},v1=${signature}`;
      const act = () => verifyWebhookSignature(body, forged, SECRET, options);
      expect(refusal(act)).toBe('malformed_header');
    },
  );

  test('verifies a queued delivery at the time of its receipt', () => {
    const receivedAt = new Date((NOW + 10) * 1000);
    expect(unwrapWebhook(body, signedHeaders(body), SECRET, { receivedAt }).id).toMatch(/^evt_/);
  });
});

describe('events and headers', () => {
  test('reads a Headers object', () => {
    const headers = new Headers(signedHeaders(body));
    expect(unwrapWebhook(body, headers, SECRET, options).type).toBe('job.completed');
  });

  test('accepts an unknown event type', () => {
    const body = eventBody('evt_1', 'job.teleported');
    expect(unwrapWebhook(body, signedHeaders(body), SECRET, options).type).toBe('job.teleported');
  });

  test('throws the package error, not a SyntaxError, for a signed body that is not JSON', () => {
    const act = () => unwrapWebhook('<xml>', signedHeaders('<xml>'), SECRET, options);
    expect(refusal(act)).toBe('invalid_json');
  });

  test('distinguishes failures by a code', () => {
    try {
      verifyWebhookSignature(body, header, OLD_SECRET, options);
      expect.unreachable();
    } catch (error) {
      expect(isWebhookVerificationError(error) && error.code).toBe('no_match');
    }
  });
});

describe('being synchronous', () => {
  test('cannot accept a forgery because of a forgotten await', () => {
    expectTypeOf(verifyWebhookSignature).returns.toEqualTypeOf<true>();
    expectTypeOf(unwrapWebhook).returns.not.toExtend<Promise<unknown>>();
    let isHandled = false;
    try {
      if (verifyWebhookSignature(`${body} `, header, SECRET, options)) isHandled = true;
    } catch {
      // Refused.
    }
    expect(isHandled).toBe(false);
  });

  test('keeps the process alive when a refusal is ignored', () => {
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
