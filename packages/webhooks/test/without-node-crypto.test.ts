import { bytesOfBody } from '@firsthandapi/test-support/vectors';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventBody, NOW, OLD_SECRET, SECRET } from './delivery.ts';
import { optionsOf, signatureVectors } from './vectors.ts';

type Webhooks = typeof import('../src/index.ts');

let pure: Webhooks;
let native: Webhooks;
let wasAsked = false;

beforeAll(async () => {
  native = await import('../src/index.ts');
  native.signWebhook({ body: '', secret: SECRET });
  vi.spyOn(process, 'getBuiltinModule').mockImplementation((() => {
    wasAsked = true;
    return undefined;
  }) as never);
  vi.resetModules();
  pure = await import('../src/index.ts');
  pure.signWebhook({ body: '', secret: SECRET });
});

afterAll(() => {
  vi.restoreAllMocks();
});

test('looks up the cryptography of the platform, which has none', () => {
  expect(wasAsked).toBe(true);
  expect(pure.verifyWebhookSignature).not.toBe(native.verifyWebhookSignature);
});

describe('the JavaScript implementation over the shared vectors', () => {
  test.each(signatureVectors)(
    'accepts or refuses without node:crypto as specified: $name',
    (vector) => {
      const { secrets, header, code } = vector;
      const outcome = () => {
        try {
          pure.verifyWebhookSignature(bytesOfBody(vector), header, secrets, optionsOf(vector));
          return null;
        } catch (error) {
          if (!native.isWebhookVerificationError(error)) throw error;
          return error.code;
        }
      };
      expect(outcome()).toBe(code);
    },
  );
});

test('signs the same header with both implementations', () => {
  const input = { body: eventBody(), secret: [SECRET, OLD_SECRET], timestamp: NOW };
  expect(pure.signWebhook(input)).toBe(native.signWebhook(input));
});

test('verifies synchronously without the cryptography of the platform', () => {
  const body = eventBody();
  const header = pure.signWebhook({ body, secret: SECRET });
  expect(pure.verifyWebhookSignature(body, header, SECRET)).toBe(true);
});

test('signs on a platform whose lookup throws, as on edge runtimes', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockImplementation((() => {
    throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
  }) as never);
  vi.resetModules();
  const edge: Webhooks = await import('../src/index.ts');
  const input = { body: eventBody(), secret: SECRET, timestamp: NOW };
  expect(edge.signWebhook(input)).toBe(native.signWebhook(input));
});
