import { expect } from 'vitest';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests that no client library would send. */
export const transportScenarios: readonly Scenario[] = [
  {
    name: 'returns 404 for an unknown path, and 405 with Allow for an unsupported method',
    async run(context) {
      expect(await context.send('GET', '/v1/unknown')).toMatchObject({ status: 404 });
      const { status, headers } = await context.send('PUT', '/v1/jobs', { body: '{}' });
      expect([status, headers.get('allow')?.split(', ').sort()]).toEqual([405, ['GET', 'POST']]);
    },
  },
  {
    name: 'accepts a key only as a Bearer token, in any letter case',
    async run(context) {
      const { testKey } = context.world;
      const settings = (authorization: string) =>
        context.send('GET', '/v1/organization/settings', { key: null, headers: { authorization } });
      expect(await settings(`bearer ${testKey}`)).toMatchObject({ status: 200 });
      for (const wrong of [
        testKey,
        `Basic ${testKey}`,
        `Bearer ${testKey}x`,
        'Bearer',
        'Bearer nonsense',
      ]) {
        expect([wrong, (await settings(wrong)).status]).toEqual([wrong, 401]);
      }
    },
  },
  {
    name: 'accepts no body or an empty object where a POST takes no body',
    async run(context) {
      const { id } = await context.test.createJob(sampleJob);
      const cancel = (body: string, key: string) =>
        context.send('POST', `/v1/jobs/${id}/cancel`, {
          headers: { ...JSON_TYPE, 'idempotency-key': key },
          body,
        });
      expect(await cancel('{"reason":"late"}', 'a')).toMatchObject({ status: 400 });
      expect(await cancel('{}', 'b')).toMatchObject({ status: 200 });
    },
  },
];
