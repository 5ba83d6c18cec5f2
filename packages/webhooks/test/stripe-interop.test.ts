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

describe('what we sign, stripe verifies', () => {
  test('and constructs the event from', () => {
    const body = eventBody();
    const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
    const event = webhooks.constructEvent(body, header, SECRET, HOUR, undefined, receivedAtMs);
    expect(event).toEqual(JSON.parse(body));
  });

  test('under each of two secrets', () => {
    const body = eventBody();
    const header = signWebhook({ body, secret: [SECRET, OLD_SECRET], timestamp: NOW });
    for (const secret of [SECRET, OLD_SECRET]) {
      const event = webhooks.constructEvent(body, header, secret, HOUR, undefined, receivedAtMs);
      expect(event.id).toMatch(/^evt_/);
    }
  });

  test('and refuses once it was changed', () => {
    const header = signWebhook({ body: '{"a":1}', secret: SECRET, timestamp: NOW });
    expect(() =>
      webhooks.constructEvent('{"a":2}', header, SECRET, HOUR, undefined, receivedAtMs),
    ).toThrow(/signature/i);
  });
});

describe('what stripe signs, we verify', () => {
  test('and unwrap', () => {
    const body = eventBody();
    const headers = { 'x-firsthand-signature': theirs(body) };
    expect(unwrapWebhook(body, headers, SECRET, { receivedAt: NOW })).toEqual(JSON.parse(body));
  });

  test('as text and as bytes, whatever the characters', () => {
    // Without halves of surrogate pairs, which no body on the wire can hold.
    const payloads = fc
      .string({ unit: 'binary' })
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
