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

function answer(changes: Partial<Omit<Exchange, 'headers'>> & { headers?: object } = {}): Exchange {
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

test('finds nothing wrong with an answer as the document describes it', () => {
  expect(checkResponse(answer())).toEqual([]);
  expect(checkResponse(answer({ status: 401, text: JSON.stringify(unauthenticated) }))).toEqual([]);
});

test('allows fields that the document does not know, as clients must', () => {
  const text = JSON.stringify({ ...balance, news: true });
  expect(checkResponse(answer({ text }))).toEqual([]);
});

test.each<[string, Exchange, RegExp]>([
  ['a status that is not documented', answer({ status: 418 }), /no such answer/],
  ['a path that the document does not know', answer({ operationId: undefined }), /no such answer/],
  [
    'a field of another type',
    answer({ text: JSON.stringify({ ...balance, held_cents: '0' }) }),
    /held_cents must be integer/,
  ],
  [
    'a missing field',
    answer({ text: JSON.stringify({ object: 'credit_balance' }) }),
    /required property 'currency'/,
  ],
  ['a body that is not JSON', answer({ text: '<html>' }), /JSON/],
  [
    'another content type',
    answer({ headers: { 'content-type': 'text/html' } }),
    /content type 'text\/html'/,
  ],
  [
    'a header that is not declared',
    answer({ headers: { 'retry-after': '5' } }),
    /retry-after is not declared/,
  ],
  [
    'a malformed header',
    answer({ headers: { 'x-ratelimit-limit': 'many' } }),
    /x-ratelimit-limit.*must be integer/,
  ],
  [
    'a request id of another form',
    answer({ headers: { 'x-request-id': '42' } }),
    /x-request-id.*pattern/,
  ],
  [
    'an error that names another request',
    answer({ status: 401, text: JSON.stringify(unauthenticated).replace('KVTFJ', 'KVTFK') }),
    /request_id .* is not that of/,
  ],
  [
    'an error type of another status',
    answer({ status: 403, text: JSON.stringify(unauthenticated) }),
    /does not belong to the status/,
  ],
  [
    'a body where there should be none',
    answer({ operationId: 'deleteApiKey', status: 204 }),
    /none is declared/,
  ],
])('reports %s', (_name, exchange, problem) => {
  expect(checkResponse(exchange).join('\n')).toMatch(problem);
});

test('reports a header that is missing', () => {
  const exchange = answer();
  exchange.headers.delete('x-ratelimit-reset');
  expect(checkResponse(exchange)).toEqual([
    'getCreditBalance 200: header x-ratelimit-reset is missing',
  ]);
});
