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
export function claimQuota(user: QuotaUser, name: QuotaName, amount: number): Promise<void> {
  return claimQuotas(user, [{ name, amount }]);
}

/** An amount of a quota that is used. */
export interface QuotaClaim {
  readonly name: QuotaName;
  readonly amount: number;
}

/**
 * Uses several quotas like `claimQuota`. What is used of them is read together, so that they cost one round trip to the
 * database rather than one each.
 *
 * @throws ApiError 429 `quota_exceeded` for the first that would be more than its limit
 */
export async function claimQuotas(user: QuotaUser, claims: readonly QuotaClaim[]): Promise<void> {
  const counted = claims.filter(({ name }) => isCounted(user, name));
  if (counted.length === 0) return;
  const prepared = await Promise.all(counted.map((claim) => prepare(user, claim)));
  for (const { name, amount, limit, usage } of prepared) {
    if (limit !== null && usage.used + amount > limit) {
      throw quotaExceeded(user, { name, limit, used: usage.used, requested: amount });
    }
  }
  await Promise.all(prepared.map((claim) => settle(user, claim, claim.amount)));
}

/** Uses as much of `amount` as the quota has left, and returns that. */
export async function claimAvailable(
  user: QuotaUser,
  name: QuotaName,
  amount: number,
): Promise<number> {
  if (!isCounted(user, name)) return amount;
  const claim = await prepare(user, { name, amount });
  const left = claim.limit === null ? amount : Math.max(0, claim.limit - claim.usage.used);
  const granted = Math.min(amount, left);
  await settle(user, claim, granted);
  return granted;
}

/** Uses `amount` of a quota even when that is more than its limit, for what must not be refused. */
export async function countQuota(user: QuotaUser, name: QuotaName, amount: number): Promise<void> {
  if (!isCounted(user, name)) return;
  await settle(user, await prepare(user, { name, amount }), amount);
}

/** Gives back what was claimed of quotas that count what exists. Does nothing while they have no limit. */
export async function releaseQuotas(
  { tables: { quota_usage } }: Pick<Work, 'tables'>,
  scope: Scope,
  releases: readonly QuotaClaim[],
): Promise<void> {
  for (const { name, amount } of releases) {
    const row = await quota_usage.get(quotaUsageId(scope, name));
    if (row === undefined || amount === 0) continue;
    await quota_usage.update({ ...row, used: Math.max(0, row.used - amount) });
  }
}

/** False when the quota has no limit, and no count from a time when it had one: there is nothing to claim. */
export function isCounted(user: QuotaUser, name: QuotaName): boolean {
  if (quotaLimit(user.settings, user.organization, name) !== null) return true;
  if (firstCounts[name] === undefined) return false;
  return user.settings.uncountedQuotas?.has(user, name, user.now) !== true;
}

/** A claim with what is used of its quota, which is not counted without a limit. */
interface PreparedClaim extends QuotaClaim {
  readonly limit: number | null;
  readonly usage: QuotaUsage;
}

async function prepare(user: QuotaUser, claim: QuotaClaim): Promise<PreparedClaim> {
  const { name } = claim;
  const { tables, settings, now } = user;
  const limit = quotaLimit(settings, user.organization, name);
  if (limit === null) {
    const row = await tables.quota_usage.get(quotaUsageId(user, name));
    return { ...claim, limit, usage: { used: 0, row } };
  }
  settings.uncountedQuotas?.forget(user, name);
  return { ...claim, limit, usage: await readQuotaUsage(tables, user, name, now) };
}

/** Records that `granted` of a claim is used. */
async function settle(
  user: QuotaUser,
  { name, limit, usage }: PreparedClaim,
  granted: number,
): Promise<void> {
  if (limit === null) await forgetCount(user, name, usage);
  else if (granted > 0 && existingCounts[name] === undefined) {
    await record(user, name, usage, granted);
  }
}

/** Without a limit, a count from before must not be continued later. */
async function forgetCount(user: QuotaUser, name: QuotaName, { row }: QuotaUsage): Promise<void> {
  if (row !== undefined) await user.tables.quota_usage.delete(row.id);
  else user.settings.uncountedQuotas?.note(user, name, user.now);
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
