import { mailboxIdentities } from '../signup/mailbox.ts';
import { openOrganization } from '../signup/open-organization.ts';
import type { MemberRecord, OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** An address acts for at most so many organizations at once. */
const ORGANIZATIONS_PER_ADDRESS = 50;

/** A member and whom they act for. */
export interface Membership {
  readonly member: MemberRecord;
  readonly organization: OrganizationRecord;
}

/**
 * Returns the membership that an address signs in to: of an organization, or the one that it joined last. Who signed up
 * with the address becomes the first owner. Undefined when there is none.
 */
export async function membershipOf(
  work: Work,
  email: string,
  organizationId: string | undefined,
): Promise<Membership | undefined> {
  const joined = (await membershipsOf(work, email)).filter(
    ({ organization }) => organizationId === undefined || organization.id === organizationId,
  );
  joined.sort((one, other) => (other.member.joined_at ?? 0) - (one.member.joined_at ?? 0));
  return joined[0] ?? (await claimSignedUp(work, email, organizationId));
}

/** Opens an organization for an address that has proven to be its owner's. Throws 409 when one has the address already. */
export async function openOwnOrganization(
  work: Work,
  email: string,
  name: string,
): Promise<Membership> {
  const owned = { name, email: email.toLowerCase(), isConfirmed: true };
  const { organization } = await openOrganization(work, owned);
  return { organization, member: await addOwner(work, organization, email) };
}

async function membershipsOf(work: Work, email: string): Promise<Membership[]> {
  const { tables } = work;
  const where = { email: email.toLowerCase() };
  const members = await tables.members.list({ where, limit: ORGANIZATIONS_PER_ADDRESS });
  const found: Membership[] = [];
  for (const member of members) {
    const organization = await tables.organizations.get(member.organization_id);
    const isActive = member.joined_at !== null && organization?.erased_at === null;
    if (isActive) found.push({ member, organization });
  }
  return found;
}

/** Only the address of the signup counts: one that a key set later must not make its reader an owner. */
async function claimSignedUp(
  work: Work,
  email: string,
  organizationId: string | undefined,
): Promise<Membership | undefined> {
  const { tables, ports } = work;
  const where = { email: email.toLowerCase(), erased_at: null };
  const [organization] = await tables.organizations.list({ where, limit: 1 });
  if (organization === undefined || organization.mailbox === null) return undefined;
  if (organizationId !== undefined && organization.id !== organizationId) return undefined;
  if (!mailboxIdentities(ports.keyring, email).includes(organization.mailbox)) return undefined;
  const known = await tables.members.count({ where: { organization_id: organization.id } });
  if (known > 0) return undefined;
  return { organization, member: await addOwner(work, organization, email) };
}

async function addOwner(
  { ports, tables, now }: Work,
  { id }: OrganizationRecord,
  email: string,
): Promise<MemberRecord> {
  const member: MemberRecord = {
    id: ports.ids.next('mem', now),
    organization_id: id,
    email: email.toLowerCase(),
    role: 'owner',
    created_at: now,
    invited_at: null,
    joined_at: now,
  };
  await tables.members.insert(member);
  return member;
}
