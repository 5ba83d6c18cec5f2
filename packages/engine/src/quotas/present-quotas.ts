import { QUOTA_NAMES, type Quota } from '@firsthandapi/spec';
import { nullableTimestamp } from '../time/timestamp.ts';
import type { QuotaUser } from './claim-quota.ts';
import { quotaLimit } from './limits/quota-limit.ts';
import { quotaResetsAt } from './limits/quota-window.ts';
import { readQuotaUsage } from './quota-usage.ts';

/** Returns every quota of the caller's organization and environment, with its limit and what is used of it. */
export async function presentQuotas(user: QuotaUser): Promise<Quota[]> {
  const quotas: Quota[] = [];
  for (const name of QUOTA_NAMES) {
    const limit = quotaLimit(user.settings, user.organization, name);
    if (limit === null) {
      quotas.push({ name, limit, used: null, resets_at: null });
      continue;
    }
    const { used } = await readQuotaUsage(user.tables, user, name, user.now);
    const resetsAt = used === 0 ? null : quotaResetsAt(name, user.now);
    quotas.push({ name, limit, used, resets_at: nullableTimestamp(resetsAt) });
  }
  return quotas;
}
