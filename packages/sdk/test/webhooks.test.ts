import { describe, expect, test } from 'vitest';
import {
  isWebhookVerificationError,
  unwrapWebhook,
  verifyWebhookSignature,
  WebhookVerificationError,
} from '../src/index.ts';
import { signTestWebhook } from '../src/testing.ts';

const secret = 'whsec_example';
const delivery = signTestWebhook({ event: { id: 'evt_1', type: 'job.completed' }, secret });
const signature = delivery.headers['x-firsthand-signature'] as string;

describe('the verifier, imported from the client', () => {
  test('accepts what the service signed', () => {
    expect(verifyWebhookSignature(delivery.body, signature, secret)).toBe(true);
    const event = unwrapWebhook(delivery.body, delivery.headers, secret);
    expect(event).toMatchObject({ id: 'evt_1', type: 'job.completed' });
  });

  test('throws its own error for a forgery', () => {
    const forge = () => verifyWebhookSignature(`${delivery.body} `, signature, secret);
    expect(forge).toThrow(WebhookVerificationError);
    try {
      forge();
    } catch (error) {
      expect(isWebhookVerificationError(error) && error.code).toBe('no_match');
    }
  });
});
