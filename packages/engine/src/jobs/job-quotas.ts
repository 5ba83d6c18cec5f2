import { claimQuotas, type QuotaUser, releaseQuota } from '../quotas/claim-quota.ts';
import { quotaLimit } from '../quotas/limits/quota-limit.ts';
import type { JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { storedBytes } from './stored-bytes.ts';

/**
 * Claims what a new job needs, before it is inserted, and returns it with the bytes that it counts as.
 *
 * @throws ApiError 429 `quota_exceeded`
 */
export async function claimJobQuotas(user: QuotaUser, job: JobRecord): Promise<JobRecord> {
  const sized = { ...job, stored_bytes: storedBytes(job, await countEndpoints(user, job)) };
  await claimQuotas(user, [
    { name: 'active_jobs', amount: 1 },
    job.environment === 'test'
      ? { name: 'open_files', amount: job.files_needed }
      : { name: 'spend_cents_per_day', amount: job.files_needed * job.price_per_file_cents },
    { name: 'stored_bytes', amount: sized.stored_bytes },
  ]);
  return sized;
}

/** Makes room for other jobs when one ends. Its content still counts as stored. */
export async function releaseJobQuotas(work: Pick<Work, 'tables'>, job: JobRecord): Promise<void> {
  await releaseQuota(work, scopeOf(job), 'active_jobs', 1);
  if (job.environment === 'test') {
    await releaseQuota(work, scopeOf(job), 'open_files', job.files_needed);
  }
}

/** The endpoints only matter to a limit. */
async function countEndpoints(user: QuotaUser, job: JobRecord): Promise<number> {
  if (quotaLimit(user.settings, user.organization, 'stored_bytes') === null) return 0;
  return user.tables.webhook_endpoints.count({ where: { ...scopeOf(job), enabled: true } });
}
