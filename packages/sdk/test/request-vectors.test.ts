import { operations } from '@firsthandapi/spec';
import vectors from '@firsthandapi/spec/vectors/requests.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { type FetchInit, FirstHandClient } from '../src/index.ts';

interface Vector {
  readonly name: string;
  readonly operation: string;
  readonly ids: readonly string[];
  readonly payload: object | null;
  readonly idempotency_key?: string;
  readonly wait?: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
}

type Method = (...parameters: unknown[]) => Promise<unknown>;

const cases: readonly Vector[] = vectors.cases as unknown as Vector[];
const PAGE = JSON.stringify({ object: 'list', data: [], has_more: false, next_cursor: null });

/** Makes the call of a vector, and returns the request that the client hands to its transport. */
async function requestOf(vector: Vector): Promise<{ url: string; init: FetchInit }> {
  const sent: { url: string; init: FetchInit }[] = [];
  const client = new FirstHandClient({
    apiKey: vectors.api_key,
    baseUrl: vectors.base_url,
    fetch: async (url, init) => {
      sent.push({ url, init });
      return new Response(PAGE);
    },
  });
  const { method: httpMethod, queryParameters, body } = operations[vector.operation as 'listJobs'];
  const hasPayload = body !== null || (httpMethod === 'GET' && queryParameters.length > 0);
  const method = (client as unknown as Record<string, Method>)[vector.operation] as Method;
  await method.call(client, ...vector.ids, ...(hasPayload ? [vector.payload ?? undefined] : []), {
    idempotencyKey: vector.idempotency_key,
    wait: vector.wait,
  });
  const [first] = sent;
  if (first === undefined || sent.length > 1) throw new Error(`${sent.length} requests were sent`);
  return first;
}

test.each(cases)('sends the request of the vector "$name"', async (vector) => {
  const { url, init } = await requestOf(vector);
  const { 'user-agent': userAgent, ...headers } = init.headers;
  if (vector.request.headers['idempotency-key'] === '{random}') {
    expect(headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    headers['idempotency-key'] = '{random}';
  }
  expect(userAgent).toMatch(/^firsthandapi-sdk\//);
  expect({
    method: init.method,
    path: url.slice(vectors.base_url.length),
    headers,
    body: init.body ?? null,
  }).toEqual(vector.request);
});

test('has a vector for every operation', () => {
  expect(new Set(cases.map(({ operation }) => operation))).toEqual(
    new Set(Object.keys(operations)),
  );
});
