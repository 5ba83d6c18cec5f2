import { expect, test } from 'vitest';
import { checkResponse } from './check-response.ts';
import type { Exchange } from './exchange.ts';

const REQUEST_ID = 'req_01KM59A1BW9FQS4EB2405KVTFJ';
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'x-request-id': REQUEST_ID,
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '59',
  'x-ratelimit-reset': '1774000260',
};
const balance = {
  object: 'credit_balance',
  available_cents: 150,
  held_cents: 100,
  total_cents: 250,
  currency: 'usd',
  updated_at: '2026-03-20T09:30:00.000Z',
};
const unauthenticated = {
  error: { type: 'authentication_error', message: 'No key', request_id: REQUEST_ID },
};

function exchange(
  changes: Partial<Omit<Exchange, 'headers'>> & { headers?: object } = {},
): Exchange {
  return {
    operationId: 'getCreditBalance',
    method: 'GET',
    path: '/v1/billing/credits',
    status: 200,
    text: JSON.stringify(balance),
    ...changes,
    headers: new Headers({ ...headers, ...changes.headers }),
  };
}

test('accepts a response that matches the document', () => {
  expect(checkResponse(exchange())).toEqual([]);
  expect(checkResponse(exchange({ status: 401, text: JSON.stringify(unauthenticated) }))).toEqual(
    [],
  );
});

test('accepts unknown fields, as clients must', () => {
  const text = JSON.stringify({ ...balance, news: true });
  expect(checkResponse(exchange({ text }))).toEqual([]);
});

test.each<[string, Exchange, RegExp]>([
  ['an undocumented status', exchange({ status: 418 }), /no such response/],
  ['an undocumented path', exchange({ operationId: undefined }), /no such response/],
  [
    'a field of the wrong type',
    exchange({ text: JSON.stringify({ ...balance, held_cents: '0' }) }),
    /held_cents must be integer/,
  ],
  [
    'a missing field',
    exchange({ text: JSON.stringify({ object: 'credit_balance' }) }),
    /required property 'currency'/,
  ],
  ['a body that is not JSON', exchange({ text: '<html>' }), /JSON/],
  [
    'the wrong content type',
    exchange({ headers: { 'content-type': 'text/html' } }),
    /content type 'text\/html'/,
  ],
  [
    'an undeclared header',
    exchange({ headers: { 'retry-after': '5' } }),
    /retry-after is not declared/,
  ],
  [
    'a malformed header',
    exchange({ headers: { 'x-ratelimit-limit': 'many' } }),
    /x-ratelimit-limit.*must be integer/,
  ],
  [
    'a malformed request id',
    exchange({ headers: { 'x-request-id': '42' } }),
    /x-request-id.*pattern/,
  ],
  [
    'an error with the request id of another request',
    exchange({ status: 401, text: JSON.stringify(unauthenticated).replace('KVTFJ', 'KVTFK') }),
    /request_id .* differs from the header/,
  ],
  [
    'an error type that belongs to another status',
    exchange({ status: 403, text: JSON.stringify(unauthenticated) }),
    /is not documented for the status/,
  ],
  [
    'an unexpected body',
    exchange({ operationId: 'deleteApiKey', status: 204 }),
    /none is declared/,
  ],
])('reports %s', (_name, given, problem) => {
  expect(checkResponse(given).join('\n')).toMatch(problem);
});

test('reports a missing header', () => {
  const incomplete = exchange();
  incomplete.headers.delete('x-ratelimit-reset');
  expect(checkResponse(incomplete)).toEqual([
    'getCreditBalance 200: header x-ratelimit-reset is missing',
  ]);
});
