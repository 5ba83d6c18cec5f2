import { expect, test, vi } from 'vitest';
import { isWebhookVerificationError, WebhookVerificationError } from '../index.ts';

test('is an Error with a code', () => {
  const error = new WebhookVerificationError('no_match', 'No.');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('WebhookVerificationError');
  expect(error.code).toBe('no_match');
  expect(isWebhookVerificationError(error)).toBe(true);
});

test('is recognised when another copy of the package made it', async () => {
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
])('does not take anything else for it', (value) => {
  expect(isWebhookVerificationError(value)).toBe(false);
});
