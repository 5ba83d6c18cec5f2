import type { QuotaName } from '@firsthandapi/spec';
import { ApiError } from '../errors/api-error.ts';
import type { OrganizationRecord } from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { existingCounts, firstCounts } from './count-existing.ts';
import { quotaLimit } from './limits/quota-limit.ts';
import { quotaAdvice } from './limits/quota-table.ts';
import { quotaResetsAt } from './limits/quota-window.ts';
import { type QuotaUsage, quotaUsageId, readQuotaUsage } from './quota-usage.ts';

/** Uses a quota: a call, or domain code that has read the organization. */
export type QuotaUser = Work & Scope & { readonly organization: Pick<OrganizationRecord, 'tier'> };

/**
 * Uses `amount` of a quota, in the transaction that needs it. A quota that counts rows has to be claimed before the row
 * is inserted.
 *
 * @throws ApiError 429 `quota_exceeded` when that would be more than its limit
 */
export async function claimQuota(user: QuotaUser, name: QuotaName, amount: number): Promise<void> {
  const granted = await claimUpTo(user, name, amount, (usage, limit) => {
    throw quotaExceeded(user, { name, limit, used: usage.used, requested: amount });
  });
  if (granted !== amount) throw new Error(`Granted ${granted} of ${amount} ${name}`);
}

/** Uses as much of `amount` as the quota has left, and returns that. */
export function claimAvailable(user: QuotaUser, name: QuotaName, amount: number): Promise<number> {
  return claimUpTo(user, name, amount, ({ used }, limit) => Math.max(0, limit - used));
}

/** Uses `amount` of a quota even when that is more than its limit, for what must not be refused. */
export async function countQuota(user: QuotaUser, name: QuotaName, amount: number): Promise<void> {
  await claimUpTo(user, name, amount, () => amount);
}

/** Gives back what was claimed of a quota that counts what exists. Does nothing while the quota has no limit. */
export async function releaseQuota(
  { tables }: Pick<Work, 'tables'>,
  scope: Scope,
  name: QuotaName,
  amount: number,
): Promise<void> {
  if (amount === 0) return;
  const row = await tables.quota_usage.get(quotaUsageId(scope, name));
  if (row === undefined) return;
  await tables.quota_usage.update({ ...row, used: Math.max(0, row.used - amount) });
}

/** @param onTooMuch Returns the amount to use instead, or throws. */
async function claimUpTo(
  user: QuotaUser,
  name: QuotaName,
  amount: number,
  onTooMuch: (usage: QuotaUsage, limit: number) => number,
): Promise<number> {
  const limit = quotaLimit(user.settings, user.organization, name);
  if (limit === null) {
    await forget(user, name);
    return amount;
  }
  const usage = await readQuotaUsage(user.tables, user, name, user.now);
  const granted = usage.used + amount > limit ? onTooMuch(usage, limit) : amount;
  if (granted > 0 && existingCounts[name] === undefined) await record(user, name, usage, granted);
  return granted;
}

async function record(
  user: QuotaUser,
  name: QuotaName,
  { used, row }: QuotaUsage,
  granted: number,
): Promise<void> {
  const { quota_usage } = user.tables;
  const counted = { used: used + granted, resets_at: quotaResetsAt(name, user.now) };
  if (row !== undefined) return quota_usage.update({ ...row, ...counted });
  const { organization_id, environment } = user;
  await quota_usage.insert({
    organization_id,
    environment,
    id: quotaUsageId(user, name),
    ...counted,
  });
}

/** Without a limit nothing is counted, so a count from before must not be continued later. */
async function forget(user: QuotaUser, name: QuotaName): Promise<void> {
  if (firstCounts[name] === undefined) return;
  const id = quotaUsageId(user, name);
  if ((await user.tables.quota_usage.get(id)) !== undefined) {
    await user.tables.quota_usage.delete(id);
  }
}

interface Excess {
  readonly name: QuotaName;
  readonly limit: number;
  readonly used: number;
  readonly requested: number;
}

function quotaExceeded({ now, ...user }: QuotaUser, excess: Excess): ApiError {
  const { name, limit, used, requested } = excess;
  const resetsAt = quotaResetsAt(name, now);
  const seconds = resetsAt === null ? null : Math.max(1, Math.ceil((resetsAt - now) / 1_000));
  return new ApiError(
    'quota_exceeded',
    `Quota ${name}: ${used} of ${limit} are used, and this needs ${requested} more. ${quotaAdvice[name]}${raise(user, name)}`,
    {
      quota: { ...excess, resets_at: resetsAt === null ? null : timestamp(resetsAt) },
      ...(seconds !== null && { headers: { 'Retry-After': String(seconds) } }),
    },
  );
}

/** How to get a higher limit. */
function raise({ settings, organization }: Omit<QuotaUser, 'now'>, name: QuotaName): string {
  if (organization.tier !== 'free') return '. Contact support for a higher limit';
  const limit = quotaLimit(settings, { tier: 'standard' }, name);
  const standard = limit === null ? 'no limit' : `a limit of ${limit}`;
  return `, or purchase credits: the standard tier has ${standard}`;
}
