import { operations } from '@firsthandapi/spec';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import {
  callOperation,
  liveKeyOperations,
  operationIds,
  sampleCalls,
} from '../context/sample-calls.ts';
import type { Scenario } from '../context/scenario.ts';
import { seedObjects, unknownIds } from '../context/seed-objects.ts';

/** Outcomes that every operation shares, checked for each operation in turn. */
export const everyOperationScenarios: readonly Scenario[] = [
  {
    name: 'returns the documented success status from every operation',
    async run(context) {
      const ids = await seedObjects(context);
      for (const id of operationIds) {
        const client = liveKeyOperations.includes(id) ? context.live : context.test;
        await callOperation(client, id, sampleCalls[id](ids));
        expect([id, context.last.status]).toEqual([id, operations[id].successStatus]);
      }
    },
  },
  {
    name: 'returns 429 with Retry-After from every operation once the rate limit is reached',
    world: { tier: 'free' },
    async run(context) {
      for (let count = 0; count < 60; count += 1) await context.test.getCreditBalance();
      for (let count = 0; count < 60; count += 1) {
        await context.send('POST', '/v1/auth/signup', { key: null });
      }
      for (const id of operationIds) {
        const error = await apiErrorOf(
          callOperation(context.test, id, sampleCalls[id](unknownIds)),
        );
        expect([id, error.status, error.type]).toEqual([id, 429, 'rate_limit_exceeded']);
        expect([id, error.retryAfterMs]).toEqual([id, 60_000]);
      }
    },
  },
  {
    name: 'returns 500 when the service breaks and 503 when it is unavailable, in every operation',
    async run(context) {
      for (const id of operationIds) {
        for (const [status, type] of [
          [500, 'internal_error'],
          [503, 'service_unavailable'],
        ] as const) {
          await context.failNext(id, status);
          const error = await apiErrorOf(
            callOperation(context.test, id, sampleCalls[id](unknownIds)),
          );
          expect([id, error.status, error.type]).toEqual([id, status, type]);
        }
      }
    },
  },
];
