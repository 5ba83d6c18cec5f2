import { operations as specified } from '@firsthandapi/spec';
import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { FirstHandClient, WEBHOOK_EVENT_TYPES } from '../src/index.ts';
import { clientOf, type ReceivedRequest, startServer } from './scripted-server.ts';

/** Methods of the client that are not operations of the API. */
const HELPERS = ['createJobAndWait', 'downloadFile', 'downloadJobFiles', 'useApiKey', 'waitForJob'];

function methodsOf(value: object): string[] {
  const names = new Set<string>();
  for (let level = value; level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  names.delete('constructor');
  return [...names].sort();
}

describe('the methods of the client', () => {
  test('has exactly the operations of the specification as methods of the client', () => {
    const offered = methodsOf(FirstHandClient.prototype).filter((name) => !HELPERS.includes(name));
    expect(offered).toEqual(Object.keys(specified).sort());
    const written = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(offered).toEqual(written.sort());
  });

  test.each(Object.entries(specified))('sends %s as specified', async (id, operation) => {
    const server = await startServer({
      status: operation.successStatus,
      body: { data: [], has_more: false },
    });
    const { client } = clientOf(server);
    const ids = operation.pathParameters.map((_, index) => `id_${index}`);
    const takesPayload = operation.body !== null || operation.queryParameters.length > 0;
    const payload = operation.body ? { some: 'body' } : { limit: 5 };
    const methods = client as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
    await methods[id]?.(...ids, ...(takesPayload ? [payload] : []), {
      headers: { 'x-option': 'read' },
    });

    const request = server.received[0] as ReceivedRequest;
    const path = operation.path.replace('{id}', 'id_0');
    const query = takesPayload && operation.body === null ? '?limit=5' : '';
    expect(`${request.method} ${request.url}`).toBe(`${operation.method} ${path}${query}`);
    expect(request.body).toBe(operation.body ? '{"some":"body"}' : '');
    expect(request.headers['x-option']).toBe('read');
    expect(Boolean(request.headers.authorization)).toBe(operation.authenticated);
    if (operation.idempotent) expect(request.headers['idempotency-key']).toBeDefined();
  });

  test('shows method names in stack traces', () => {
    expect(FirstHandClient.prototype.createJob.name).toBe('createJob');
  });
});

test('lists the events of the specification in WEBHOOK_EVENT_TYPES', () => {
  expect([...WEBHOOK_EVENT_TYPES].sort()).toEqual(Object.keys(document.webhooks).sort());
});
