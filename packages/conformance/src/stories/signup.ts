import { expect } from 'vitest';
import { order } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

const newcomer = { name: 'Newcomer', email: 'newcomer@example.com' };

export const signupStories: readonly Story[] = [
  {
    name: 'a newcomer signs up, and the key works at once with 250 cents of free credits',
    async play(stage) {
      const { api_key, credits_cents } = await stage.client(null).signup(newcomer);
      expect(api_key).toMatch(/^fh_live_sk_[0-9A-Za-z]{33,}$/);
      expect(credits_cents).toBe(250);
      const client = stage.client(api_key);
      expect(await client.getCreditBalance()).toMatchObject({
        available_cents: 250,
        held_cents: 0,
      });
      expect((await client.listTransactions()).data).toMatchObject([
        { type: 'free_tier', amount_cents: 250 },
      ]);
      const { id, ...job } = await client.createJob(order);
      expect(job).toMatchObject({ environment: 'live', status: 'open' });
      expect(await client.getCreditBalance()).toMatchObject({
        available_cents: 150,
        held_cents: 100,
      });
      await client.cancelJob(id);
      expect(await client.getCreditBalance()).toMatchObject({
        available_cents: 250,
        held_cents: 0,
      });
    },
  },
  {
    name: 'an e-mail address signs up once, in whatever case it is written',
    async play(stage) {
      const nobody = stage.client(null);
      await nobody.signup(newcomer);
      const error = await refusal(nobody.signup({ ...newcomer, email: 'NewComer@Example.com' }));
      expect(error).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'the free tier has one active live job, and too few credits for two',
    async play(stage) {
      const { api_key } = await stage.client(null).signup(newcomer);
      const client = stage.client(api_key);
      const tooMuch = await refusal(client.createJob({ ...order, files_needed: 6 }));
      expect(tooMuch).toMatchObject({ status: 402, type: 'insufficient_credits' });
      const { id } = await client.createJob(order);
      const second = await refusal(client.createJob(order));
      expect(second).toMatchObject({ status: 403, type: 'free_tier_job_limit' });
      await client.cancelJob(id);
      await client.createJob(order);
    },
  },
];
