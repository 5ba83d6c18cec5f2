import { operations } from '@firsthandapi/spec';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { callOperation, operationIds, pathOf, sampleCalls } from '../context/sample-calls.ts';
import type { Scenario } from '../context/scenario.ts';
import { unknownIds } from '../context/seed-objects.ts';

/** Above the limit of 1 MiB. Encoded once, for every operation. */
const TOO_LARGE = new TextEncoder().encode(JSON.stringify({ description: 'x'.repeat(1_100_000) }));

/** JSON in ISO 8859-1. */
const NOT_UTF8 = Uint8Array.from('{"description":"caf\u00e9"}', (character) =>
  character.charCodeAt(0),
);

/** Bodies that no operation accepts, and the status that each gets. */
const WRONG_BODIES: readonly {
  readonly type?: string;
  readonly body: BodyInit;
  readonly status: number;
  readonly reason?: string;
}[] = [
  { body: TOO_LARGE, status: 413 },
  { type: 'text/plain', body: '{}', status: 415 },
  { body: '{"description": ', status: 400 },
  { body: NOT_UTF8, status: 400, reason: 'UTF-8' },
];

/** Input that every operation rejects, checked for each operation in turn. */
export const validationScenarios: readonly Scenario[] = [
  {
    name: 'rejects an unknown query parameter by name in every operation',
    async run(context) {
      for (const id of operationIds) {
        const { method } = operations[id];
        const path = pathOf(id, sampleCalls[id](unknownIds));
        const headers = { 'idempotency-key': `query-${id}`, 'content-type': 'application/json' };
        const { payload } = sampleCalls[id](unknownIds);
        const body =
          method === 'GET' || payload === undefined ? {} : { body: JSON.stringify(payload) };
        const { status, text } = await context.send(method, `${path}?surprise=1`, {
          headers,
          ...body,
        });
        expect([id, status, text]).toEqual([id, 400, expect.stringContaining('"surprise"')]);
      }
    },
  },
  {
    name: 'rejects an unknown body field by name in every operation',
    async run(context) {
      for (const id of operationIds) {
        if (operations[id].body === null) continue;
        const sample = sampleCalls[id](unknownIds);
        const payload = { ...sample.payload, surprise: 1 };
        const error = await apiErrorOf(callOperation(context.test, id, { ...sample, payload }));
        expect([id, error.status, error.type]).toEqual([id, 400, 'validation_error']);
        expect([id, error.details]).toEqual([
          id,
          expect.arrayContaining([expect.objectContaining({ field: 'surprise' })]),
        ]);
      }
    },
  },
  {
    name: 'rejects a body over 1 MiB, of another content type, with broken JSON or with invalid UTF-8 in every operation',
    async run(context) {
      for (const id of operationIds) {
        const { body: described, method } = operations[id];
        if (described === null) continue;
        const path = pathOf(id, sampleCalls[id](unknownIds));
        for (const { type = 'application/json', body, status, reason = '' } of WRONG_BODIES) {
          const headers = { 'content-type': type, 'idempotency-key': `body-${id}` };
          const response = await context.send(method, path, { headers, body });
          expect([id, response.status, response.text]).toEqual([
            id,
            status,
            expect.stringContaining(reason),
          ]);
        }
      }
    },
  },
];
