import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

/** The settings of an organization, and what it can read of its own activity. */
export const organizationScenarios: readonly Scenario[] = [
  {
    name: 'fills in missing job fields from the defaults of the organization',
    async run({ live, test }) {
      const { type: _, price_per_file_cents: __, ...rest } = sampleJob;
      const missing = await apiErrorOf(test.createJob(rest));
      expect(missing.details.map(({ field }) => field)).toEqual(['type', 'price_per_file_cents']);
      await live.updateSettings({ default_type: 'feedback', default_price_per_file_cents: 25 });
      const job = await test.createJob(rest);
      expect(job).toMatchObject({ type: 'feedback', price_per_file_cents: 25 });
      const wrong = await apiErrorOf(live.updateSettings({ default_price_per_file_cents: 5 }));
      expect(wrong).toMatchObject({ status: 400, type: 'pricing_violation' });
    },
  },
  {
    name: "updates name, email and billing contact, but not to another organization's email",
    async run(context) {
      const { live } = context;
      const contact = { name: 'Accounts', email: 'accounts@example.com' };
      const settings = await live.updateSettings({ name: 'Cups & Co', billing_contact: contact });
      expect(settings).toMatchObject({ name: 'Cups & Co', billing_contact: contact });
      expect(await live.getSettings()).toEqual(settings);
      expect(await live.updateSettings({ billing_contact: null })).toMatchObject({
        billing_contact: null,
      });
      await context.client(null).signup({ name: 'Other', email: 'other@example.com' });
      const taken = await apiErrorOf(live.updateSettings({ email: 'other@example.com' }));
      expect(taken).toMatchObject({ status: 409, type: 'conflict' });
    },
  },
  {
    name: 'requires a threshold and an amount for automatic top-up, and a live key for every setting',
    async run({ live, test }) {
      const incomplete = await apiErrorOf(live.updateSettings({ auto_topup_enabled: true }));
      expect(incomplete.details.map(({ field }) => field)).toEqual([
        'auto_topup_threshold_cents',
        'auto_topup_amount_cents',
      ]);
      const fromTest = await apiErrorOf(test.updateSettings({ name: 'Renamed' }));
      expect(fromTest).toMatchObject({ status: 403, type: 'authorization_error' });
    },
  },
  {
    name: 'lists audit events newest first, with actor and resource',
    async run(context) {
      const { test } = context;
      const { id } = await test.createJob(sampleJob);
      const requestId = context.last.headers.get('x-request-id');
      await test.cancelJob(id);
      const { data } = await test.listAuditEvents();
      expect(data.slice(0, 2)).toMatchObject([
        { action: 'job.cancelled', resource: { type: 'job', id } },
        { action: 'job.created', resource: { type: 'job', id }, request_id: requestId },
      ]);
      const created = await test.listAuditEvents({ action: 'job.created' });
      expect(created.data).toHaveLength(1);
      const later = new Date((await context.world.now()) + 1).toISOString();
      const none = await test.listAuditEvents({ start_date: later, end_date: later });
      expect(none.data).toEqual([]);
    },
  },
  {
    name: 'records every request, errors included, in the usage log and summary',
    async run(context) {
      const { test } = context;
      await apiErrorOf(test.getJob('job_unknown'));
      await test.listJobs();
      await context.advance(1);
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
