import { SCOPES, type SignupRequest, type SignupResult } from '@firsthandapi/spec';
import { appendAuditEvent } from '../audit/record-audit.ts';
import { FREE_CREDITS_CENTS } from '../credits/lots/free-credits.ts';
import type { Reply } from '../http/reply.ts';
import { issueApiKey } from '../keys/api-key.ts';
import { openOrganization } from '../signup/open-organization.ts';
import type { OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** The origin of a signup, for the audit log. */
export interface SignupOrigin {
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string;
}

/**
 * POST /v1/auth/signup: creates an organization, its first key (live, all scopes) and its free credits: once per mailbox,
 * and after a confirmation where the host sends mail (contract §5).
 */
export async function signup(
  work: Work,
  request: SignupRequest,
  origin: SignupOrigin,
): Promise<Reply> {
  const { organization, isGranted } = await openOrganization(work, {
    name: request.name,
    email: request.email.toLowerCase(),
    isConfirmed: work.ports.mailer === undefined,
  });
  const { record, secret } = await issueApiKey(work, {
    organization_id: organization.id,
    environment: 'live',
    name: 'First key',
    scopes: SCOPES,
    expires_at: null,
  });
  await appendAuditEvent(work, record, 'organization.created', resourceOf(organization), {
    actor: { type: 'organization', id: organization.id },
    ...origin,
  });
  const body: SignupResult = {
    organization_id: organization.id,
    api_key: secret,
    credits_cents: isGranted ? FREE_CREDITS_CENTS : 0,
  };
  return { status: 201, body };
}

function resourceOf({ id }: OrganizationRecord) {
  return { type: 'organization', id };
}
