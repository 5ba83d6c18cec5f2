import type { FirstHandClient } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

const newcomer = { name: 'Newcomer', email: 'newcomer@example.com' };

export const signupScenarios: readonly Scenario[] = [
  {
    name: 'returns a working key and grants 250 cents of free credits at signup',
    async run(context) {
      const { api_key, credits_cents } = await context.client(null).signup(newcomer);
      expect(api_key).toMatch(/^fh_live_sk_[0-9A-Za-z]{33,}$/);
      expect(credits_cents).toBe(250);
      const client = context.client(api_key);
      await expectBalance(client, 250, 0);
      expect((await client.listTransactions()).data).toMatchObject([
        { type: 'free_tier', amount_cents: 250 },
      ]);
      const { id, ...job } = await client.createJob(sampleJob);
      expect(job).toMatchObject({ environment: 'live', status: 'open' });
      await expectBalance(client, 150, 100);
      await client.cancelJob(id);
      await expectBalance(client, 250, 0);
    },
  },
  {
    name: 'returns 409 when an email address signs up again in another letter case',
    async run(context) {
      const anonymous = context.client(null);
      await anonymous.signup(newcomer);
      const error = await apiErrorOf(
        anonymous.signup({ ...newcomer, email: 'NewComer@Example.com' }),
      );
      expect(error).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'limits the free tier to one active live job and its free credits',
    async run(context) {
      const { api_key } = await context.client(null).signup(newcomer);
      const client = context.client(api_key);
      const unaffordable = await apiErrorOf(client.createJob({ ...sampleJob, files_needed: 6 }));
      expect(unaffordable).toMatchObject({ status: 402, type: 'insufficient_credits' });
      const { id } = await client.createJob(sampleJob);
      const second = await apiErrorOf(client.createJob(sampleJob));
      expect(second).toMatchObject({ status: 403, type: 'free_tier_job_limit' });
      await client.cancelJob(id);
      await client.createJob(sampleJob);
    },
  },
];

async function expectBalance(client: FirstHandClient, available_cents: number, held_cents: number) {
  expect(await client.getCreditBalance()).toMatchObject({ available_cents, held_cents });
}
