import { createHmac } from 'node:crypto';
import { readVectors, type SigningVector } from '@firsthandapi/test-support/vectors';
import { describe, expect, test } from 'vitest';
import { eventBody, NOW, OLD_SECRET, refusal, SECRET } from '../../test/delivery.ts';
import {
  signTestWebhook,
  signWebhook,
  unwrapRequest,
  unwrapWebhook,
  verifyWebhookSignature,
} from '../index.ts';

const { cases: signings } = readVectors<{ cases: SigningVector[] }>('webhook-signing');
const body = eventBody();
const mac = (secret: string) => createHmac('sha256', secret).update(`${NOW}.${body}`).digest('hex');

describe('signWebhook', () => {
  test.each(signings)('signs as specified: $name', ({ body, secrets, timestamp, header }) => {
    expect(signWebhook({ body, secret: secrets, timestamp })).toBe(header);
    expect(signWebhook({ body, secrets, timestamp })).toBe(header);
    if (secrets.length === 1) {
      expect(signWebhook({ body, secret: secrets[0], timestamp })).toBe(header);
    }
  });

  test('signs bytes and the same text identically', () => {
    const timestamp = new Date(NOW * 1000);
    expect(signWebhook({ body: Buffer.from(body), secret: SECRET, timestamp })).toBe(
      signWebhook({ body, secret: SECRET, timestamp: NOW }),
    );
  });

  test('signs and verifies with more secrets than the key cache holds', () => {
    const secrets = Array.from({ length: 250 }, (_, index) => `whsec_tenant${index}`);
    for (const secret of [...secrets, ...secrets]) {
      const header = signWebhook({ body, secret, timestamp: NOW });
      expect(header).toBe(`t=${NOW},v1=${mac(secret)}`);
      expect(verifyWebhookSignature(body, header, secret, { receivedAt: NOW })).toBe(true);
    }
  });

  test('truncates the timestamp to whole seconds', () => {
    expect(signWebhook({ body, secret: SECRET, timestamp: NOW + 0.9 })).toContain(`t=${NOW},`);
  });

  test.each([
    [{ body, secret: '' }, 'bad_secret'],
    [{ body, secrets: [] }, 'bad_secret'],
    [{ body }, 'bad_secret'],
    [{ body: { parsed: true } as never, secret: SECRET }, 'parsed_body'],
    [{ body, secret: SECRET, timestamp: NOW * 1000 }, 'bad_option'],
    [{ body, secret: SECRET, timestamp: Number.NaN }, 'bad_option'],
  ])('refuses input that could not be verified', (input, code) => {
    expect(refusal(() => signWebhook(input))).toBe(code);
  });
});

describe('signTestWebhook', () => {
  const event = JSON.parse(body);

  test('creates headers and a body that verify', () => {
    const delivery = signTestWebhook({ event, secret: SECRET });
    expect(unwrapWebhook(delivery.body, delivery.headers, SECRET)).toEqual(event);
    expect(delivery.headers['x-firsthand-event-id']).toBe(event.id);
  });

  test('creates a new Request on each call', async () => {
    const delivery = signTestWebhook({ event, secret: [OLD_SECRET, SECRET] });
    for (let turn = 0; turn < 2; turn++) {
      expect(await unwrapRequest(delivery.toRequest(), SECRET)).toEqual(event);
    }
    const request = delivery.toRequest('https://example.com/hooks');
    expect([request.method, request.url]).toEqual(['POST', 'https://example.com/hooks']);
    expect(request.headers.get('content-type')).toBe('application/json');
  });

  test('signs any text, so that refusals can be tested', () => {
    const { headers, body } = signTestWebhook({ body: 'not JSON', secret: SECRET, timestamp: NOW });
    const header = headers['x-firsthand-signature'];
    expect(verifyWebhookSignature(body, header, SECRET, { receivedAt: NOW })).toBe(true);
    expect(headers).not.toHaveProperty('x-firsthand-event-id');
  });
});
