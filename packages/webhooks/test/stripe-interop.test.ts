import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { signWebhook, unwrapWebhook, verifyWebhookSignature } from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, SECRET } from './delivery.ts';

// An independent implementation of the same `t=,v1=` scheme.
const { webhooks } = new Stripe('sk_test_EXAMPLE');
const HOUR = 3600;
const receivedAtMs = NOW * 1000;

const theirs = (payload: string, secret = SECRET) =>
  webhooks.generateTestHeaderString({ payload, secret, timestamp: NOW });

describe('signWebhook and the verifier of stripe', () => {
  test('signs a body that stripe verifies', () => {
    const body = eventBody();
    const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
    const event = webhooks.constructEvent(body, header, SECRET, HOUR, undefined, receivedAtMs);
    expect(event).toEqual(JSON.parse(body));
  });

  test('signs with two secrets, each of which stripe verifies', () => {
    const body = eventBody();
    const header = signWebhook({ body, secret: [SECRET, OLD_SECRET], timestamp: NOW });
    for (const secret of [SECRET, OLD_SECRET]) {
      const event = webhooks.constructEvent(body, header, secret, HOUR, undefined, receivedAtMs);
      expect(event.id).toMatch(/^evt_/);
    }
  });

  test('signs a body that stripe refuses once it has changed', () => {
    const header = signWebhook({ body: '{"a":1}', secret: SECRET, timestamp: NOW });
    expect(() =>
      webhooks.constructEvent('{"a":2}', header, SECRET, HOUR, undefined, receivedAtMs),
    ).toThrow(/signature/i);
  });
});

describe('verification of what stripe signs', () => {
  test('unwraps an event that stripe signed', () => {
    const body = eventBody();
    const headers = { 'x-firsthand-signature': theirs(body) };
    expect(unwrapWebhook(body, headers, SECRET, { receivedAt: NOW })).toEqual(JSON.parse(body));
  });

  test('verifies any text that stripe signed, as text and as bytes', () => {
    // Without lone surrogates, which no body on the wire can contain.
    const payloads = fc
      .string({ unit: codePoint })
      .filter((payload) => !/\p{Surrogate}/u.test(payload));
    fc.assert(
      fc.property(payloads, (payload) => {
        const header = theirs(payload);
        expect(header).toBe(signWebhook({ body: payload, secret: SECRET, timestamp: NOW }));
        for (const body of [payload, Buffer.from(payload)]) {
          const options = { receivedAt: NOW };
          expect(verifyWebhookSignature(body, header, SECRET, options)).toBe(true);
        }
      }),
    );
  });
});
