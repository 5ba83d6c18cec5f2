import type { Settings, UpdateSettingsRequest } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { requireFilePrice } from '../credits/holds/file-price.ts';
import { readBalance } from '../credits/lots/balance.ts';
import { requestAutoTopup } from '../credits/top-ups/auto-topup.ts';
import { ApiError, notFound, validationError } from '../errors/api-error.ts';
import { presentSettings } from '../organizations/present-settings.ts';
import { presentQuotas } from '../quotas/present-quotas.ts';
import type { OrganizationRecord } from '../store/records.ts';
import type { Call } from '../work/call.ts';
import type { Operation } from './operation.ts';

export const getSettings: Operation = async (call) => ({
  status: 200,
  body: await presentWithQuotas(call, await findOrganization(call)),
});

/**
 * Changes the fields that are sent; null clears one. Live traffic reads the settings, so a test key cannot change them:
 * a leaked test key must stay harmless (contract §1).
 */
export const updateSettings: Operation<UpdateSettingsRequest> = async (call) => {
  requireLiveKey(call);
  const organization = await findOrganization(call);
  const updated = changeSettings(organization, call.body, call.now);
  if (updated.email !== organization.email) await requireUnknownEmail(call, updated.email);
  await call.tables.organizations.update(updated);
  await recordAudit(call, 'settings.updated', { type: 'organization', id: organization.id });
  await topUpIfLow(call, updated);
  return { status: 200, body: await presentWithQuotas(call, updated) };
};

function requireLiveKey({ environment }: Call<UpdateSettingsRequest>): void {
  if (environment === 'live') return;
  throw new ApiError(
    'authorization_error',
    'Live traffic reads the organization settings, so a test key cannot change them; use a live key',
  );
}

/**
 * Returns the organization with its settings changed. Throws 400 `pricing_violation` for a default price out of range,
 * and 400 `validation_error` that names the missing fields of automatic top-up.
 */
function changeSettings(
  organization: OrganizationRecord,
  request: UpdateSettingsRequest,
  now: number,
): OrganizationRecord {
  const sent = Object.entries(request).filter(([, value]) => value !== undefined);
  const updated: OrganizationRecord = {
    ...organization,
    ...(Object.fromEntries(sent) as SettingsChange),
    updated_at: now,
  };
  const { default_price_per_file_cents: price } = updated;
  if (price !== null) requireFilePrice('default_price_per_file_cents', price);
  requireTopupIsComplete(updated);
  return { ...updated, email: updated.email.toLowerCase() };
}

/** The request's fields without undefined ones; their names and types are those of the record. */
type SettingsChange = {
  [Field in keyof UpdateSettingsRequest]?: Exclude<UpdateSettingsRequest[Field], undefined>;
};

function requireTopupIsComplete(organization: OrganizationRecord): void {
  if (!organization.auto_topup_enabled) return;
  const needed = ['auto_topup_threshold_cents', 'auto_topup_amount_cents'] as const;
  const missing = needed.filter((field) => organization[field] === null);
  if (missing.length === 0) return;
  const message = 'is required while auto_topup_enabled is true; set it, or turn auto top-up off';
  throw validationError(missing.map((field) => ({ field, message })));
}

async function requireUnknownEmail(call: Call, email: string): Promise<void> {
  const known = await call.tables.organizations.list({
    where: { email, erased_at: null },
    limit: 1,
  });
  if (known.length === 0) return;
  throw new ApiError(
    'conflict',
    "email: another organization uses this e-mail address; use one that is the organization's own",
  );
}

/** When top-up is turned on, credits may already be low, and then no job could lower them to trigger it. */
async function topUpIfLow(call: Call, organization: OrganizationRecord): Promise<void> {
  if (call.environment !== 'live' || !organization.auto_topup_enabled) return;
  const { available_cents } = await readBalance(call.tables, organization.id);
  await requestAutoTopup(call, organization, available_cents);
}

async function presentWithQuotas(
  call: Call<unknown>,
  organization: OrganizationRecord,
): Promise<Settings> {
  return presentSettings(organization, await presentQuotas({ ...call, organization }));
}

/** Reads the organization again, since the caller was authenticated before this transaction began. */
async function findOrganization(call: Call): Promise<OrganizationRecord> {
  const organization = await call.tables.organizations.get(call.organization_id);
  if (organization === undefined) throw notFound('organization', call.organization_id);
  return organization;
}
