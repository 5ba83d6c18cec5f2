import type { RequestOptions } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import {
  callOperation,
  idempotentOperations,
  pathOf,
  sampleCalls,
} from '../context/sample-calls.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';
import type { ScenarioContext } from '../context/scenario-context.ts';
import { seedObjects, unknownIds } from '../context/seed-objects.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Repeated requests with an Idempotency-Key (contract §2). */
export const idempotencyScenarios: readonly Scenario[] = [
  {
    name: 'replays the first response byte for byte when an Idempotency-Key is repeated',
    async run(context) {
      const ids = await seedObjects(context);
      for (const id of idempotentOperations) {
        const sample = sampleCalls[id](ids);
        await callOperation(context.test, id, sample, { idempotencyKey: `again-${id}` });
        const first = context.last;
        await callOperation(context.test, id, sample, { idempotencyKey: `again-${id}` });
        const { status, text, headers } = context.last;
        expect([id, status, text]).toEqual([id, first.status, first.text]);
        expect([id, first.headers.get('idempotent-replayed')]).toEqual([id, null]);
        expect([id, headers.get('idempotent-replayed')]).toEqual([id, 'true']);
      }
    },
  },
  {
    name: 'rejects every idempotent POST without an Idempotency-Key',
    async run(context) {
      for (const id of idempotentOperations) {
        const { status, text } = await context.send(
          'POST',
          pathOf(id, sampleCalls[id](unknownIds)),
        );
        expect([id, status, text]).toEqual([id, 400, expect.stringContaining('Idempotency-Key')]);
      }
    },
  },
  {
    name: 'returns 409 when an Idempotency-Key was used for another request',
    async run(context) {
      const idempotencyKey = 'used-for-the-first-key';
      await context.test.createApiKey({ name: 'first' }, { idempotencyKey });
      for (const id of idempotentOperations) {
        const error = await apiErrorOf(
          callOperation(context.test, id, sampleCalls[id](unknownIds), { idempotencyKey }),
        );
        expect([id, error.status, error.type]).toEqual([id, 409, 'idempotency_error']);
      }
    },
  },
  {
    name: 'rejects an Idempotency-Key of more than 255 characters',
    async run(context) {
      const send = (length: number) =>
        context.send('POST', '/v1/jobs', {
          headers: { ...JSON_TYPE, 'idempotency-key': 'k'.repeat(length) },
          body: JSON.stringify(sampleJob),
        });
      expect(await send(256)).toMatchObject({ status: 400 });
      expect(await send(255)).toMatchObject({ status: 201 });
    },
  },
  {
    name: 'forgets an Idempotency-Key after 24 hours, and keeps it within its environment',
    async run(context) {
      const options = { idempotencyKey: 'today' };
      const { id } = await context.test.createJob(sampleJob, options);
      expect((await context.live.createJob(sampleJob, options)).id).not.toBe(id);
      await context.advance(86_400 - 1);
      expect((await context.test.createJob(sampleJob, options)).id).toBe(id);
      await context.advance(2);
      expect((await context.test.createJob(sampleJob, options)).id).not.toBe(id);
    },
  },
  {
    name: 'replays errors as well as successes',
    world: { credits_cents: 0 },
    async run(context) {
      const failures = await failingCalls(context);
      for (const [status, call] of failures) {
        const idempotencyKey = `failed-${status}`;
        await apiErrorOf(call({ idempotencyKey }));
        const { text } = context.last;
        await apiErrorOf(call({ idempotencyKey }));
        const { last } = context;
        expect([last.status, last.headers.get('idempotent-replayed')]).toEqual([status, 'true']);
        expect(last.text).toBe(text);
      }
    },
  },
  {
    name: 'runs concurrent requests with the same Idempotency-Key once',
    async run(context) {
      const headers = { ...JSON_TYPE, 'idempotency-key': 'concurrent' };
      const body = JSON.stringify(sampleJob);
      const responses = await Promise.all(
        Array.from({ length: 20 }, () =>
          context.test.createJob(sampleJob, { idempotencyKey: 'concurrent-through-client' }),
        ),
      );
      expect(new Set(responses.map(({ id }) => id)).size).toBe(1);
      await Promise.all(
        Array.from({ length: 20 }, () => context.send('POST', '/v1/jobs', { headers, body })),
      );
      expect(await context.test.listJobs().toArray({ limit: 10 })).toHaveLength(2);
    },
  },
];

/** Returns calls that fail, each with its status. The account has no credits. */
async function failingCalls({
  test,
  live,
}: ScenarioContext): Promise<[number, (options: RequestOptions) => Promise<unknown>][]> {
  const { id } = await test.createJob(sampleJob);
  await test.cancelJob(id);
  const events = ['job.completed'] as const;
  return [
    [400, (options) => test.createJob({ ...sampleJob, price_per_file_cents: 1 }, options)],
    [402, (options) => live.createJob(sampleJob, options)],
    [403, (options) => test.createApiKey({ name: 'live', environment: 'live' }, options)],
    [404, (options) => test.cancelJob(unknownIds.openJob, options)],
    [409, (options) => test.cancelJob(id, options)],
    [
      422,
      (options) =>
        test.createWebhookEndpoint({ url: 'http://a.example', events: [...events] }, options),
    ],
  ];
}
