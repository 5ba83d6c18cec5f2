import { readVectors, type VectorCase } from '@firsthandapi/test-support/vectors';
import { describe, expect, test } from 'vitest';
import { FirstHandClient } from '../src/index.ts';
import { TEST_KEY } from './scripted-server.ts';

interface TextVector extends VectorCase {
  readonly text: string;
  readonly redacted: string;
  /** The client's own key. */
  readonly secret?: string;
}
interface DataVector extends VectorCase {
  readonly data: unknown;
  readonly redacted: unknown;
}

const { texts, data } = readVectors<{ texts: TextVector[]; data: DataVector[] }>('redaction');

/** What a client with this key logs at `debug` of a response with this body. */
async function logged(body: unknown, apiKey = 'fh_test_sk_another'): Promise<unknown> {
  const contexts: unknown[] = [];
  const log = (_message: string, context: unknown) => contexts.push(context);
  const client = new FirstHandClient({
    apiKey,
    logger: { debug: log, info: log, warn: log, error: log },
    logLevel: 'debug',
    fetch: async () => Response.json({ body }),
  });
  await client.getSettings();
  const [, response] = contexts as [unknown, [unknown, { body: unknown }]];
  return response[1].body;
}

describe('redaction', () => {
  test.each(texts)('redacts in logs as specified: $name', async ({ text, redacted, secret }) => {
    expect(await logged(text, secret)).toBe(redacted);
    expect(await logged(redacted, secret)).toBe(redacted);
  });

  test.each(data)('redacts data in logs as specified: $name', async ({ data, redacted }) => {
    expect(await logged(data)).toEqual(redacted);
  });

  test.each(texts.filter(({ secret }) => secret === undefined))(
    'redacts in errors as specified: $name',
    async ({ text, redacted }) => {
      const client = new FirstHandClient({
        apiKey: TEST_KEY,
        fetch: async () =>
          Response.json({ error: { type: 'conflict', message: text } }, { status: 409 }),
      });
      const error = await client.getSettings().catch((reason) => reason);
      expect(error.message).toBe(redacted);
    },
  );

  test('cuts every URL of a long error at its query', async () => {
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
});
