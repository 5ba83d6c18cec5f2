import type { QuotaName } from '@firsthandapi/spec';
import type { QuotaUsageRecord } from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import type { Tables } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import { existingCounts, firstCounts } from './count-existing.ts';
import { quotaResetsAt } from './limits/quota-window.ts';

/** What is used of a quota. */
export interface QuotaUsage {
  readonly used: number;
  /** The row that says so; undefined for quotas that count rows, and before the first use. */
  readonly row: QuotaUsageRecord | undefined;
}

export function quotaUsageId({ organization_id, environment }: Scope, name: QuotaName): string {
  return `${organization_id}:${environment}:${name}`;
}

/** Reads what is used of a quota at `now`. */
export async function readQuotaUsage(
  tables: Tables,
  { organization_id, environment }: Scope,
  name: QuotaName,
  now: Instant,
): Promise<QuotaUsage> {
  const scope = { organization_id, environment };
  const count = existingCounts[name];
  if (count !== undefined) return { used: await count(tables, scope), row: undefined };
  const row = await tables.quota_usage.get(quotaUsageId(scope, name));
  if (row === undefined) {
    return { used: (await firstCounts[name]?.(tables, scope)) ?? 0, row };
  }
  return { used: row.resets_at === quotaResetsAt(name, now) ? row.used : 0, row };
}
