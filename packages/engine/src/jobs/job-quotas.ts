import { claimQuotas, isCounted, type QuotaUser, releaseQuotas } from '../quotas/claim-quota.ts';
import { quotaLimit } from '../quotas/limits/quota-limit.ts';
import type { JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { deliveryBytes } from './stored-bytes.ts';

/**
 * Claims what a new job needs, before it is inserted, and returns it with the bytes that it counts as.
 *
 * @throws ApiError 429 `quota_exceeded`
 */
export async function claimJobQuotas(user: QuotaUser, job: JobRecord): Promise<JobRecord> {
  if (!COUNTED[job.environment].some((name) => isCounted(user, name))) return job;
  const hasLimit = quotaLimit(user.settings, user.organization, 'stored_bytes') !== null;
  // The endpoints only matter to a limit.
  const sized = hasLimit ? await withDeliveries(user, job) : job;
  const amounts = amountsOf(sized);
  const claims = COUNTED[job.environment].map((name) => ({ name, amount: amounts[name] }));
  await claimQuotas(user, claims);
  return sized;
}

/** The quotas that a new job uses. */
const COUNTED = {
  test: ['active_jobs', 'open_files', 'stored_bytes'],
  live: ['active_jobs', 'spend_cents_per_day', 'stored_bytes'],
} as const;

function amountsOf({ files_needed, price_per_file_cents, stored_bytes }: JobRecord) {
  return {
    active_jobs: 1,
    open_files: files_needed,
    spend_cents_per_day: files_needed * price_per_file_cents,
    stored_bytes,
  };
}

/** Makes room for other jobs when one ends. Its content still counts as stored. */
export function releaseJobQuotas(work: Pick<Work, 'tables'>, job: JobRecord): Promise<void> {
  const active = { name: 'active_jobs', amount: 1 } as const;
  const files = { name: 'open_files', amount: job.files_needed } as const;
  return releaseQuotas(work, job, job.environment === 'test' ? [active, files] : [active]);
}

async function withDeliveries({ tables }: QuotaUser, job: JobRecord): Promise<JobRecord> {
  const endpoints = await tables.webhook_endpoints.count({
    where: { ...scopeOf(job), enabled: true },
  });
  const stored_bytes = job.stored_bytes + deliveryBytes(job.files_needed, endpoints);
  return { ...job, stored_bytes };
}
