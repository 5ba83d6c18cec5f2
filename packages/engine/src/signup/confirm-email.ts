import { recordSystemAudit } from '../audit/record-audit.ts';
import { grantFreeCredits } from '../credits/lots/free-credits.ts';
import type { Keyring } from '../ports.ts';
import type { OrganizationRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';

/** The kind of task that mails a confirmation; its subject is the organization. */
export const CONFIRMATION_TASK = 'signup.confirmation';

const MINUTE_MS = 60_000;
/** When the mail is tried again, after each attempt that did not succeed. */
const RETRY_DELAYS_MS = [MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 360 * MINUTE_MS] as const;
/** How long a confirmation is valid after signup. */
const VALID_MS = 7 * 24 * 60 * MINUTE_MS;
const PURPOSE = 'email-confirmation';

/** Schedules the confirmation mail, due at once. */
export function scheduleConfirmation(work: Work, organizationId: string): Promise<void> {
  return scheduleAttempt(work, organizationId, 0, work.now);
}

/** Task `signup.confirmation`: mails the link after the commit, and again later while that fails. */
export async function mailConfirmation(
  work: Work,
  { subject, data }: TaskRecord,
): Promise<AfterCommit | undefined> {
  const { ports } = work;
  const { mailer, keyring, store } = ports;
  const organization = await work.tables.organizations.get(subject);
  if (mailer === undefined || organization?.email_confirmation !== 'wanted') return undefined;
  const attempt = Number(data.attempt);
  const delay = RETRY_DELAYS_MS[attempt];
  if (delay !== undefined) await scheduleAttempt(work, subject, attempt + 1, work.now + delay);
  return {
    async run() {
      await mailer.sendConfirmation({
        organization_id: organization.id,
        email: organization.email,
        token: confirmationToken(keyring, organization),
        expires_at: organization.created_at + VALID_MS,
      });
      await store.transact(async ({ organizations }) => {
        const current = await organizations.get(subject);
        if (current?.email_confirmation !== 'wanted') return;
        await organizations.update({ ...current, email_confirmation: 'sent' });
      });
    },
  };
}

/**
 * Confirms the address that a confirmation was mailed to, and grants the free credits that waited for it (contract §5).
 * Returns false when the token is wrong or has expired, or when there is nothing to confirm.
 */
export async function confirmEmail(
  work: Work,
  organizationId: string,
  token: string,
): Promise<boolean> {
  const { tables, ports, now } = work;
  const organization = await tables.organizations.get(organizationId);
  if (organization === undefined || !isOpen(organization, now)) return false;
  if (!ports.keyring.verify(PURPOSE, subjectOf(organization), token)) return false;
  await confirm(work, organization);
  const scope = { organization_id: organization.id, environment: 'live' as const };
  const resource = { type: 'organization', id: organization.id };
  await recordSystemAudit(work, scope, 'organization.email_confirmed', resource);
  return true;
}

/** Grants the free credits that wait for a confirmation of an address that the host itself chose, and nobody reads. */
export async function grantUnconfirmed(work: Work, organizationId: string): Promise<void> {
  const organization = await work.tables.organizations.get(organizationId);
  if (organization !== undefined && isOpen(organization, work.now))
    await confirm(work, organization);
}

async function confirm(work: Work, organization: OrganizationRecord): Promise<void> {
  await work.tables.organizations.update({ ...organization, email_confirmation: 'confirmed' });
  await grantFreeCredits(work, organization.id);
}

function isOpen({ email_confirmation, created_at }: OrganizationRecord, now: Instant): boolean {
  const isAwaited = email_confirmation === 'wanted' || email_confirmation === 'sent';
  return isAwaited && now < created_at + VALID_MS;
}

function confirmationToken(keyring: Keyring, organization: OrganizationRecord): string {
  return keyring.sign(PURPOSE, subjectOf(organization));
}

/** A token is for one address: it confirms no other that the organization changes to. */
function subjectOf({ id, email }: OrganizationRecord): string {
  return `${id}:${email}`;
}

async function scheduleAttempt(
  work: Work,
  subject: string,
  attempt: number,
  due_at: Instant,
): Promise<void> {
  const id = `${CONFIRMATION_TASK}:${subject}:${attempt}`;
  await work.tables.tasks.schedule({
    id,
    due_at,
    kind: CONFIRMATION_TASK,
    subject,
    data: { attempt },
  });
}
