import { SCOPES, type SignupRequest, type SignupResult } from '@firsthandapi/spec';
import { appendAuditEvent } from '../audit/record-audit.ts';
import { FREE_CREDITS_CENTS, grantFreeCredits } from '../credits/lots/free-credits.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { issueApiKey } from '../keys/api-key.ts';
import { newOrganization } from '../organizations/new-organization.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import { scheduleConfirmation } from '../signup/confirm-email.ts';
import { mailboxIdentities } from '../signup/mailbox.ts';
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
  const email = request.email.toLowerCase();
  const known = await work.tables.organizations.list({
    // As the index of addresses has it: an erased organization has none.
    where: { email, erased_at: null },
    limit: 1,
  });
  if (known.length > 0) {
    throw new ApiError('conflict', 'An organization with this e-mail address already exists');
  }
  const mailboxes = mailboxIdentities(work.ports.keyring, email);
  const where = { mailbox: mailboxes };
  const isNewMailbox = (await work.tables.organizations.count({ where })) === 0;
  const isConfirmed = work.ports.mailer === undefined;
  const organization: OrganizationRecord = {
    ...newOrganization(work, request.name, email),
    mailbox: mailboxes[0] ?? null,
    email_confirmation: isNewMailbox && !isConfirmed ? 'wanted' : null,
  };
  await work.tables.organizations.insert(organization);
  const { record, secret } = await issueApiKey(work, {
    organization_id: organization.id,
    environment: 'live',
    name: 'First key',
    scopes: SCOPES,
    expires_at: null,
  });
  const isGranted = isNewMailbox && isConfirmed;
  if (isGranted) await grantFreeCredits(work, organization.id);
  else if (isNewMailbox) await scheduleConfirmation(work, organization.id);
  await scheduleSweep(work, organization.id);
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
