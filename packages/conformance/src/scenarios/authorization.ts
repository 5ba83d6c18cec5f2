import { operations, SCOPES } from '@firsthandapi/spec';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import {
  callOperation,
  keyedOperations,
  operationIds,
  pathOf,
  sampleCalls,
} from '../context/sample-calls.ts';
import type { Scenario } from '../context/scenario.ts';
import { seedObjects, unknownIds } from '../context/seed-objects.ts';

/** What a key may reach, checked for each operation in turn. */
export const authorizationScenarios: readonly Scenario[] = [
  {
    name: 'returns 401 without a key, or with an unknown key, from every operation but signup',
    async run(context) {
      const unknown = context.client(`fh_test_sk_${'0'.repeat(33)}`);
      for (const id of keyedOperations) {
        const error = await apiErrorOf(callOperation(unknown, id, sampleCalls[id](unknownIds)));
        expect([id, error.status, error.type]).toEqual([id, 401, 'authentication_error']);
        const { method } = operations[id];
        const { status } = await context.send(method, pathOf(id, sampleCalls[id](unknownIds)), {
          key: null,
        });
        expect([id, status]).toEqual([id, 401]);
      }
    },
  },
  {
    name: 'returns 403 and names the missing scope when a key lacks a scope of the operation',
    async run(context) {
      for (const id of keyedOperations) {
        const needed: readonly string[] = operations[id].scopes;
        const [missing] = needed;
        const { secret } = await context.test.createApiKey({
          name: `without ${missing}`,
          scopes: SCOPES.filter((scope) => scope !== missing),
        });
        const error = await apiErrorOf(
          callOperation(context.client(secret), id, sampleCalls[id](unknownIds)),
        );
        expect([id, error.status, error.type]).toEqual([id, 403, 'authorization_error']);
        expect([id, error.message]).toEqual([id, expect.stringContaining(`'${missing}'`)]);
      }
    },
  },
  {
    name: 'returns 404 from every operation on an unknown object',
    async run(context) {
      for (const id of operationIds) {
        if (!(operations[id].statuses as readonly number[]).includes(404)) continue;
        const error = await apiErrorOf(
          callOperation(context.test, id, sampleCalls[id](unknownIds)),
        );
        expect([id, error.status, error.type]).toEqual([id, 404, 'not_found']);
      }
    },
  },
  {
    name: "hides the test environment's objects from live keys and from other organizations",
    async run(context) {
      const ids = await seedObjects(context);
      const { api_key } = await context
        .client(null)
        .signup({ name: 'Other', email: 'o@example.com' });
      for (const client of [context.live, context.client(api_key)]) {
        for (const id of operationIds) {
          if (!(operations[id].statuses as readonly number[]).includes(404)) continue;
          // A live key manages the test keys of its organization (contract §1).
          if (client === context.live && operations[id].path.startsWith('/v1/api_keys')) continue;
          const error = await apiErrorOf(callOperation(client, id, sampleCalls[id](ids)));
          expect([id, error.status, error.type]).toEqual([id, 404, 'not_found']);
        }
      }
    },
  },
];
