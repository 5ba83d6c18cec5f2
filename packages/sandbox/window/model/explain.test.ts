import { expect, test } from 'vitest';
import { resultOf, toneOf, whyOf } from './explain.ts';
import { delivery, request } from './testing/entries.ts';
import { verdictOf } from './verdict.ts';

test.each([
  [request(), 'ok', '200', null],
  [request({ status: 404, error: 'No such job' }), 'warn', '404', 'No such job.'],
  [request({ status: 404, route: null }), 'warn', '404', 'No such path.'],
  [request({ status: 503, fault: 'status 503' }), 'bad', '503', 'Fault: status 503.'],
  [request({ status: null, fault: 'reset' }), 'bad', 'none', 'Fault: reset.'],
  [
    request({ replayed: true }),
    'ok',
    '200',
    'Repeated: the first response of this Idempotency-Key.',
  ],
  [request({ duration_ms: 12_040 }), 'ok', '200', 'Waited 12 s of the world’s time.'],
  [delivery(), 'ok', '200', null],
  [delivery({ attempt: 2 }), 'ok', '200', 'Attempt 2.'],
  [delivery({ status: 302 }), 'warn', '302', 'Attempt 1. Your server redirected the webhook.'],
  [delivery({ status: 404 }), 'warn', '404', 'Attempt 1. Your server has no such path.'],
  [delivery({ status: 500 }), 'bad', '500', 'Attempt 1. Your server responded with 500.'],
  [
    delivery({ status: null, reason: 'timeout' }),
    'bad',
    'late',
    'Attempt 1. Your server took too long.',
  ],
  [
    delivery({ status: null, reason: 'connection' }),
    'bad',
    'failed',
    'Attempt 1. Your server could not be reached.',
  ],
  [delivery({ tampering: 'duplicate' }), 'ok', '200', 'Sent twice on purpose.'],
])('describes %j in a row', (entry, tone, result, why) => {
  expect([toneOf(entry), resultOf(entry), whyOf(entry)]).toEqual([tone, result, why]);
});

test.each([
  [request({ status: 401 }), 'The key is missing or unknown'],
  [request({ status: 429 }), 'The rate limit is reached'],
  [request({ status: 404, route: null }), 'The API has no such path'],
  [request({ status: 500 }), 'The request failed'],
  [request({ status: 409, error: 'taken' }), 'The API refused the request'],
  [delivery({ status: 400 }), 'Your server did not accept the webhook'],
  [delivery({ status: 401 }), 'Your server refused the webhook'],
  [
    delivery({ status: null, reason: 'handler_error', error: 'Error: no' }),
    'Your handler threw an error',
  ],
  [delivery({ status: null, reason: 'blocked_address' }), 'The address is not allowed'],
])('explains what went wrong with %j and what to do', (entry, title) => {
  const verdict = verdictOf(entry);
  expect(verdict?.title).toBe(title);
  expect(verdict?.text).toMatch(/[.?]$|^Error: no$/);
});

test('says nothing about what went well', () => {
  expect([verdictOf(request()), verdictOf(delivery({ status: 204 }))]).toEqual([null, null]);
});
