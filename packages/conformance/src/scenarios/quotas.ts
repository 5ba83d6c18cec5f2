import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import type { Scenario } from '../context/scenario.ts';

/** Requests beyond a quota. */
export const quotaScenarios: readonly Scenario[] = [
  {
    name: 'returns 429 quota_exceeded beyond a quota, which the settings show, and succeeds once there is room',
    world: { tier: 'free' },
    async run(context) {
      const { live, test } = context;
      const endpoint = {
        url: 'https://receiver.example/hooks',
        events: ['job.completed' as const],
      };
      const { id } = await test.createWebhookEndpoint(endpoint);
      for (let used = 1; used < 10; used += 1) await test.createWebhookEndpoint(endpoint);
      const again = { idempotencyKey: 'again' };
      const error = await apiErrorOf(test.createWebhookEndpoint(endpoint, again));
      const quota = { name: 'webhook_endpoints', limit: 10, used: 10, requested: 1 };
      expect(error).toMatchObject({ status: 429, type: 'quota_exceeded', retryable: false, quota });
      expect(error.retryAfterMs).toBeUndefined();
      const { quotas } = await test.getSettings();
      expect(quotas).toContainEqual({
        name: 'webhook_endpoints',
        limit: 10,
        used: 10,
        resets_at: null,
      });
      await live.createWebhookEndpoint(endpoint);
      await test.deleteWebhookEndpoint(id);
      await test.createWebhookEndpoint(endpoint, again);
    },
  },
  {
    name: 'says in Retry-After when a daily quota starts again',
    world: { tier: 'free' },
    async run(context) {
      const { test } = context;
      for (let used = 0; used < 5; used += 1) {
        await test.createDataExport();
        await context.advance(60);
      }
      const error = await apiErrorOf(test.createDataExport());
      expect(error).toMatchObject({
        type: 'quota_exceeded',
        retryable: true,
        quota: { name: 'exports_per_day', limit: 5, resets_at: '2026-01-02T00:00:00.000Z' },
      });
      expect(error.retryAfterMs).toBe((24 * 60 - 5) * 60_000);
    },
  },
];
