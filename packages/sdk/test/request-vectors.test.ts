import { operations } from '@firsthandapi/spec';
import { type CallVector, type ErrorVector, readVectors } from '@firsthandapi/test-support/vectors';
import { describe, expect, test } from 'vitest';
import { type FetchInit, FirstHandClient } from '../src/index.ts';
import { clientOf, startServer } from './scripted-server.ts';
import { callOf, expectError } from './vectors.ts';

interface RequestVector extends CallVector {
  readonly idempotency_key?: string;
  readonly wait?: number;
  /** Filters to pass in the type of the language, here a `Date`. */
  readonly dates?: readonly string[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
}
interface RequestFile {
  readonly api_key: string;
  readonly base_url: string;
  readonly cases: readonly RequestVector[];
}
interface RefusalVector extends CallVector {
  readonly options: { readonly max_retries?: number; readonly wait?: number };
  readonly error: ErrorVector;
}

const PAGE = JSON.stringify({ object: 'list', data: [], has_more: false, next_cursor: null });
const requests = readVectors<RequestFile>('requests');
const encoding = readVectors<RequestFile>('encoding');
const refusals = readVectors<{ cases: RefusalVector[] }>('refusals');

/** Returns the call with its dates as `Date`. */
function withDates(vector: RequestVector): RequestVector {
  const payload: Record<string, unknown> = { ...vector.payload };
  for (const name of vector.dates ?? []) payload[name] = new Date(payload[name] as string);
  return vector.dates ? { ...vector, payload } : vector;
}

/** Makes the call of a vector, and returns the request that the client hands to its transport. */
async function requestOf(
  { api_key: apiKey, base_url: baseUrl }: RequestFile,
  vector: RequestVector,
): Promise<{ url: string; init: FetchInit }> {
  const sent: { url: string; init: FetchInit }[] = [];
  const client = new FirstHandClient({
    apiKey,
    baseUrl,
    fetch: async (url, init) => {
      sent.push({ url, init });
      return new Response(PAGE);
    },
  });
  await callOf(client, withDates(vector), {
    idempotencyKey: vector.idempotency_key,
    wait: vector.wait,
  });
  const [first] = sent;
  if (first === undefined || sent.length > 1) throw new Error(`${sent.length} requests were sent`);
  return first;
}

describe.each([
  ['requests', requests],
  ['encoding', encoding],
])('the vectors of %s', (_name, file) => {
  test.each(file.cases)('sends the request of the vector "$name"', async (vector) => {
    const { url, init } = await requestOf(file, vector);
    const { 'user-agent': userAgent, ...headers } = init.headers;
    if (vector.request.headers['idempotency-key'] === '{random}') {
      expect(headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
      headers['idempotency-key'] = '{random}';
    }
    expect(userAgent).toMatch(/^firsthandapi-sdk\//);
    expect({
      method: init.method,
      path: url.slice(file.base_url.length),
      headers,
      body: init.body ?? null,
    }).toEqual(vector.request);
  });
});

test.each(refusals.cases)('refuses before anything is sent: $name', async (vector) => {
  const server = await startServer({});
  const { max_retries, ...options } = vector.options;
  const error = await callOf(clientOf(server).client, vector, {
    ...options,
    ...(max_retries !== undefined && { maxRetries: max_retries }),
  }).catch((reason: unknown) => reason);
  expectError(error, vector.error);
  expect(server.received).toEqual([]);
});

test('has a vector for every operation', () => {
  expect(new Set(requests.cases.map(({ operation }) => operation))).toEqual(
    new Set(Object.keys(operations)),
  );
});
