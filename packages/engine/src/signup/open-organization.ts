import { grantFreeCredits } from '../credits/lots/free-credits.ts';
import { ApiError } from '../errors/api-error.ts';
import { newOrganization } from '../organizations/new-organization.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import type { OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { scheduleConfirmation } from './confirm-email.ts';
import { mailboxIdentities } from './mailbox.ts';

export interface NewOrganization {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  /** Whether the address is known to be that of who signs up. */
  readonly isConfirmed: boolean;
}

/** An organization, and whether it has its free credits. */
export interface OpenedOrganization {
  readonly organization: OrganizationRecord;
  readonly isGranted: boolean;
}

/** Opens an organization, with free credits once per mailbox and confirmed address. Throws 409 for a known address. */
export async function openOrganization(
  work: Work,
  { name, email, isConfirmed }: NewOrganization,
): Promise<OpenedOrganization> {
  const { ports, tables } = work;
  // As the index of addresses has it: an erased organization has none.
  const known = await tables.organizations.list({ where: { email, erased_at: null }, limit: 1 });
  if (known.length > 0) {
    throw new ApiError('conflict', 'An organization with this e-mail address already exists');
  }
  const mailboxes = mailboxIdentities(ports.keyring, email);
  const isNewMailbox = (await tables.organizations.count({ where: { mailbox: mailboxes } })) === 0;
  const organization: OrganizationRecord = {
    ...newOrganization(work, name, email),
    mailbox: mailboxes[0] ?? null,
    email_confirmation: isNewMailbox && !isConfirmed ? 'wanted' : null,
  };
  await tables.organizations.insert(organization);
  if (isNewMailbox && isConfirmed) await grantFreeCredits(work, organization.id);
  else if (isNewMailbox) await scheduleConfirmation(work, organization.id);
  await scheduleSweep(work, organization.id);
  return { organization, isGranted: isNewMailbox && isConfirmed };
}
