import { expect, test } from 'vitest';
import { matchDelivered, matchReceived } from './match-log.ts';

test.each([
  [() => matchReceived([], 'POST /v1/job', {}), /^Invalid route: "POST \/v1\/job"/],
  [
    () => matchReceived([], '*', { time: 1 } as never),
    /^Unknown field of toHaveReceived options: "time"; did you mean 'times'/,
  ],
  [() => matchReceived([], '*', { times: -1 }), /^Invalid times: -1; pass an integer from 0/],
  [() => matchDelivered([], 'job.complete', {}), /did you mean 'job.completed'/],
  [
    () => matchDelivered([], 'job.completed', { idempotencyKey: 'a' } as never),
    /^Unknown field of toHaveDelivered options: "idempotencyKey"/,
  ],
  [() => matchDelivered([], 'job.completed', { status: 2 }), /^Invalid status: 2/],
])('refuses an invalid expectation: %s', (match, message) => {
  expect(match).toThrow(message);
});
