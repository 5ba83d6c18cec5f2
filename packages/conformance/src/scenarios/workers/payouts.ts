import { expect } from 'vitest';
import { liveJob } from '../../context/jobs-for-people.ts';
import type { Scenario } from '../../context/scenario.ts';

const PENDING_SECONDS = 72 * 60 * 60;

/** What people earn, and what they can ask of the service. */
export const payoutScenarios: readonly Scenario[] = [
  {
    name: 'makes an approved file available after 72 hours, and pays it out on request',
    async run(context) {
      const job = await context.live.createJob(liveJob);
      const ana = await context.worker('ana@example.com');
      expect((await ana.refused('requestPayout')).status).toBe(409);
      await ana.call('acceptJob', { id: job.id });
      await ana.submit(job.id);
      await context.advance(1);
      expect(await ana.call('getEarnings')).toMatchObject({
        pending_cents: 800,
        available_cents: 0,
      });
      await context.advance(PENDING_SECONDS);
      expect(await ana.call('getEarnings')).toMatchObject({
        pending_cents: 0,
        available_cents: 800,
      });
      expect((await ana.call('requestPayout')).amount_cents).toBe(800);
      expect((await ana.call('listPayouts')).data).toMatchObject([{ amount_cents: 800 }]);
      expect((await ana.call('listEarningEntries')).data.length).toBeGreaterThan(0);
    },
  },
  {
    name: 'exports what is held on a person, and erases their account',
    async run(context) {
      const ana = await context.worker('ana@example.com');
      const { id } = await ana.call('createDataExport');
      await context.advance(1);
      const ready = await ana.call('getDataExport', { id });
      expect(ready.status).toBe('ready');
      await ana.call('eraseMe', { body: { confirm: 'erase' } });
      expect((await ana.refused('getMe')).status).toBe(401);
    },
  },
];
