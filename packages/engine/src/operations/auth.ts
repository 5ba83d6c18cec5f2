import { SCOPES, type SignupRequest, type SignupResult } from '@firsthandapi/spec';
import { appendAuditEvent } from '../audit/record-audit.ts';
import type { Reply, Work } from '../call.ts';
import { FREE_CREDITS_CENTS, grantFreeCredits } from '../credits/free-credits.ts';
import { ApiError } from '../errors.ts';
import { issueApiKey } from '../keys/api-key.ts';
import type { OrganizationRecord } from '../records.ts';
import { scheduleSweep } from '../retention/sweep.ts';

/** Where a signup came from, for the audit log. */
export interface SignupOrigin {
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string;
}

/** POST /v1/auth/signup: a new organization, its first key (live, all scopes) and its free credits. */
export async function signup(
  work: Work,
  request: SignupRequest,
  origin: SignupOrigin,
): Promise<Reply> {
  const email = request.email.toLowerCase();
  const known = await work.tables.organizations.list({ where: { email }, limit: 1 });
  if (known.length > 0) {
    throw new ApiError('conflict', 'An organization with this e-mail address exists already');
  }
  const organization = newOrganization(work, request.name, email);
  await work.tables.organizations.insert(organization);
  const { record, secret } = await issueApiKey(work, {
    organization_id: organization.id,
    environment: 'live',
    name: 'First key',
    scopes: SCOPES,
    expires_at: null,
  });
  await grantFreeCredits(work, organization.id);
  await scheduleSweep(work, organization.id);
  await appendAuditEvent(work, record, 'organization.created', resourceOf(organization), {
    actor: { type: 'organization', id: organization.id },
    ...origin,
  });
  const body: SignupResult = {
    organization_id: organization.id,
    api_key: secret,
    credits_cents: FREE_CREDITS_CENTS,
  };
  return { status: 201, body };
}

/** An organization as it begins: free tier, no defaults. */
export function newOrganization(work: Work, name: string, email: string): OrganizationRecord {
  return {
    id: work.ports.ids.next('org', work.now),
    name,
    email,
    billing_contact: null,
    tier: 'free',
    custom_limits: null,
    default_type: null,
    default_price_per_file_cents: null,
    low_balance_threshold_cents: null,
    auto_topup_enabled: false,
    auto_topup_threshold_cents: null,
    auto_topup_amount_cents: null,
    created_at: work.now,
    updated_at: work.now,
    erased_at: null,
  };
}

function resourceOf({ id }: OrganizationRecord) {
  return { type: 'organization', id };
}
