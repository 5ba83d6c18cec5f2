import { SCOPES, type SignupRequest, type SignupResult } from '@firsthandapi/spec';
import { appendAuditEvent } from '../audit/record-audit.ts';
import { FREE_CREDITS_CENTS, grantFreeCredits } from '../credits/lots/free-credits.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { issueApiKey } from '../keys/api-key.ts';
import { newOrganization } from '../organizations/new-organization.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import type { OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** The origin of a signup, for the audit log. */
export interface SignupOrigin {
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string;
}

/** POST /v1/auth/signup: creates an organization, its first key (live, all scopes) and its free credits. */
export async function signup(
  work: Work,
  request: SignupRequest,
  origin: SignupOrigin,
): Promise<Reply> {
  const email = request.email.toLowerCase();
  const known = await work.tables.organizations.list({ where: { email }, limit: 1 });
  if (known.length > 0) {
    throw new ApiError('conflict', 'An organization with this e-mail address already exists');
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

function resourceOf({ id }: OrganizationRecord) {
  return { type: 'organization', id };
}
