import { expect } from 'vitest';
import { order } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

export const organizationStories: readonly Story[] = [
  {
    name: 'defaults of the organization fill in what a job leaves out',
    async play({ test }) {
      const { type: _, price_per_file_cents: __, ...rest } = order;
      const missing = await refusal(test.createJob(rest));
      expect(missing.details.map(({ field }) => field)).toEqual(['type', 'price_per_file_cents']);
      await test.updateSettings({ default_type: 'feedback', default_price_per_file_cents: 25 });
      const job = await test.createJob(rest);
      expect(job).toMatchObject({ type: 'feedback', price_per_file_cents: 25 });
      const wrong = await refusal(test.updateSettings({ default_price_per_file_cents: 5 }));
      expect(wrong).toMatchObject({ status: 400, type: 'pricing_violation' });
    },
  },
  {
    name: 'name, e-mail address and billing contact are corrected, but not to another organization’s address',
    async play(stage) {
      const { live } = stage;
      const contact = { name: 'Accounts', email: 'accounts@example.com' };
      const settings = await live.updateSettings({ name: 'Cups & Co', billing_contact: contact });
      expect(settings).toMatchObject({ name: 'Cups & Co', billing_contact: contact });
      expect(await live.getSettings()).toEqual(settings);
      expect(await live.updateSettings({ billing_contact: null })).toMatchObject({
        billing_contact: null,
      });
      await stage.client(null).signup({ name: 'Other', email: 'other@example.com' });
      const taken = await refusal(live.updateSettings({ email: 'other@example.com' }));
      expect(taken).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'automatic top-up needs its threshold and amount, and a live key',
    async play({ live, test }) {
      const incomplete = await refusal(live.updateSettings({ auto_topup_enabled: true }));
      expect(incomplete.details.map(({ field }) => field)).toEqual([
        'auto_topup_threshold_cents',
        'auto_topup_amount_cents',
      ]);
      const fromTest = await refusal(test.updateSettings({ auto_topup_amount_cents: 1_000 }));
      expect(fromTest).toMatchObject({ status: 403, type: 'authorization_error' });
    },
  },
  {
    name: 'the audit log tells who did what, and the newest first',
    async play(stage) {
      const { test } = stage;
      const { id } = await test.createJob(order);
      const requestId = stage.last.headers.get('x-request-id');
      await test.cancelJob(id);
      const { data } = await test.listAuditEvents();
      expect(data.slice(0, 2)).toMatchObject([
        { action: 'job.cancelled', resource: { type: 'job', id } },
        { action: 'job.created', resource: { type: 'job', id }, request_id: requestId },
      ]);
      const created = await test.listAuditEvents({ action: 'job.created' });
      expect(created.data).toHaveLength(1);
      const later = new Date((await stage.world.now()) + 1).toISOString();
      const none = await test.listAuditEvents({ start_date: later, end_date: later });
      expect(none.data).toEqual([]);
    },
  },
  {
    name: 'every request is in the usage log, errors too, and in the summary',
    async play(stage) {
      const { test } = stage;
      await refusal(test.getJob('job_unknown'));
      await test.listJobs();
      await stage.advance(1);
      const { data } = await test.listUsage();
      expect(data.map(({ operation, status }) => [operation, status])).toEqual([
        ['listJobs', 200],
        ['getJob', 404],
      ]);
      const summary = await test.getUsageSummary();
      expect(summary).toMatchObject({ object: 'usage_summary' });
    },
  },
];
