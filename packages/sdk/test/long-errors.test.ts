import { expect, test } from 'vitest';
import { FirstHandClient } from '../src/index.ts';
import { TEST_KEY } from './scripted-server.ts';

test('reads a long error of a proxy, with every URL cut at its query', async () => {
  const body = `${'http://'.repeat(20_000)}a?secret=1 https://b.example/c?secret=2`;
  const client = new FirstHandClient({
    apiKey: TEST_KEY,
    maxRetries: 0,
    fetch: async () =>
      Response.json({ error: { type: 'internal_error', message: body } }, { status: 500 }),
  });
  const error = await client.getSettings().catch((reason) => reason);
  expect(error.message).toContain('a?[redacted] https://b.example/c?[redacted]');
  expect(error.message).not.toContain('secret');
});
