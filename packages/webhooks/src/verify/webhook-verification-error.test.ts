import { expect, test, vi } from 'vitest';
import { isWebhookVerificationError, WebhookVerificationError } from '../index.ts';

test('creates an Error with a code', () => {
  const error = new WebhookVerificationError('no_match', 'No.');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('WebhookVerificationError');
  expect(error.code).toBe('no_match');
  expect(isWebhookVerificationError(error)).toBe(true);
});

test('recognises an error that another copy of the package created', async () => {
  vi.resetModules();
  const copy = await import('../index.ts');
  const error = new copy.WebhookVerificationError('no_match', 'No.');
  expect(error).not.toBeInstanceOf(WebhookVerificationError);
  expect(isWebhookVerificationError(error)).toBe(true);
});

test.each([
  undefined,
  null,
  5,
  'text',
  {},
  new Error('other'),
  new Proxy(
    {},
    {
      get() {
        throw new Error('trap');
      },
    },
  ),
])('does not recognise anything else', (value) => {
  expect(isWebhookVerificationError(value)).toBe(false);
});
