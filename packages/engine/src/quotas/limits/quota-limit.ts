import type { QuotaName } from '@firsthandapi/spec';
import type { OrganizationRecord, Tier } from '../../store/records.ts';
import { type QuotaTable, quotaTable } from './quota-table.ts';

/** Limits that replace those of the table; null for no limit. */
export type QuotaOverrides = {
  readonly [Name in Tier]?:
    | { readonly [Quota in QuotaName]?: number | null | undefined }
    | undefined;
};

/** Returns the table with the limits of `overrides` instead of its own. */
export function overrideQuotas(overrides: QuotaOverrides): QuotaTable {
  return {
    free: { ...quotaTable.free, ...overrides.free },
    standard: { ...quotaTable.standard, ...overrides.standard },
    enterprise: { ...quotaTable.enterprise, ...overrides.enterprise },
  } as QuotaTable;
}

/** Returns the organization's limit, or null when it has none. */
export function quotaLimit(
  { quotas = quotaTable }: { readonly quotas?: QuotaTable | undefined },
  { tier }: Pick<OrganizationRecord, 'tier'>,
  name: QuotaName,
): number | null {
  return quotas[tier][name];
}
