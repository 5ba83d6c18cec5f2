import { ApiError, validationError } from '../errors/api-error.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Keyring } from '../ports.ts';
import type { MemberRecord, MemberRole, OrganizationRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

const INVITATION_MS = 7 * 24 * 60 * 60 * 1_000;
const MEMBERS_PER_ORGANIZATION = 100;
const PURPOSE = 'member-invitation';

/** What an invitation needs. It is a part of `Work`, for hosts that invite the first owner. */
export type InvitationWork = Pick<Work, 'tables' | 'now'> & {
  readonly ports: Pick<Work['ports'], 'ids'> & { readonly keyring: Pick<Keyring, 'sign'> };
};

/** Where an invitation is accepted. A server does not see what follows the `#`, so that no log has it. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/dashboard/invitation#${token}`;
}

/** Until when an invitation can be accepted; null once it is. */
export function invitationExpiry({ invited_at, joined_at }: MemberRecord): Instant | null {
  return invited_at === null || joined_at !== null ? null : invited_at + INVITATION_MS;
}

/** Invites an address, again if it has not accepted. Throws 409 for a member, and when there are too many. */
export async function inviteMember(
  work: Work,
  organization: OrganizationRecord,
  { email, role }: { readonly email: string; readonly role: MemberRole },
): Promise<MemberRecord> {
  const { tables, now } = work;
  const known = await findInvited(work, organization.id, email);
  if (known !== undefined && known.joined_at !== null) {
    throw new ApiError('conflict', 'This address belongs to a member already');
  }
  const member = known ?? (await newInvited(work, organization.id, email, role));
  const invited = { ...member, role, invited_at: now };
  if (known === undefined) await tables.members.insert(invited);
  else await tables.members.update(invited);
  await sendMail(work, invitationMail(work, organization, invited, email));
  return invited;
}

/**
 * Invites the first owner of an organization, whose address is not known yet. Earlier invitations of that kind end. Returns
 * the token.
 */
export async function inviteOwner(work: InvitationWork, organization_id: string): Promise<string> {
  const { ports, tables, now } = work;
  const organization = await tables.organizations.get(organization_id);
  if (organization === undefined || organization.erased_at !== null) {
    throw new Error(`There is no organization '${organization_id}'`);
  }
  const where = { organization_id, joined_at: null };
  const invited = await tables.members.list({ where, limit: MEMBERS_PER_ORGANIZATION });
  for (const { id, email } of invited) if (email === null) await tables.members.delete(id);
  const member: MemberRecord = {
    id: ports.ids.next('mem', now),
    organization_id,
    email: null,
    role: 'owner',
    created_at: now,
    invited_at: now,
    joined_at: null,
  };
  await tables.members.insert(member);
  return tokenOf(ports.keyring, member);
}

/** Makes who has the token of an invitation a member. Throws 400 when it is over. */
export async function acceptInvitation(
  work: Work,
  { token, email }: { readonly token: string; readonly email?: string | undefined },
): Promise<MemberRecord> {
  const { ports, tables, now } = work;
  const [id = '', signature = ''] = token.split('.');
  const member = await tables.members.get(id);
  const ends = member === undefined ? null : invitationExpiry(member);
  const isOpen = member !== undefined && ends !== null && now < ends;
  if (!isOpen || !ports.keyring.verify(PURPOSE, signedText(member), signature)) {
    const message = 'is not right, was used, or has expired: ask for a new invitation';
    throw validationError([{ field: 'token', message }]);
  }
  const address = member.email ?? email?.toLowerCase();
  if (address === undefined) {
    throw validationError([{ field: 'email', message: 'is required for this invitation' }]);
  }
  return join(work, member, address);
}

async function join(work: Work, invited: MemberRecord, email: string): Promise<MemberRecord> {
  const { tables, now } = work;
  const known = await findInvited(work, invited.organization_id, email);
  if (known !== undefined && known.id !== invited.id) {
    throw validationError([{ field: 'email', message: 'belongs to another member' }]);
  }
  const member = { ...invited, email, joined_at: now };
  await tables.members.update(member);
  return member;
}

async function findInvited(
  { tables }: Work,
  organization_id: string,
  email: string,
): Promise<MemberRecord | undefined> {
  const where = { organization_id, email: email.toLowerCase() };
  return (await tables.members.list({ where, limit: 1 }))[0];
}

async function newInvited(
  { ports, tables, now }: Work,
  organization_id: string,
  email: string,
  role: MemberRole,
): Promise<MemberRecord> {
  const count = await tables.members.count({ where: { organization_id } });
  if (count >= MEMBERS_PER_ORGANIZATION) {
    const message = `An organization has at most ${MEMBERS_PER_ORGANIZATION} members: remove one first`;
    throw new ApiError('conflict', message);
  }
  return {
    id: ports.ids.next('mem', now),
    organization_id,
    email: email.toLowerCase(),
    role,
    created_at: now,
    invited_at: now,
    joined_at: null,
  };
}

/** Nothing secret is stored: whoever can make this signature has the keyring. */
function tokenOf(keyring: Pick<Keyring, 'sign'>, member: MemberRecord): string {
  return `${member.id}.${keyring.sign(PURPOSE, signedText(member))}`;
}

/** A later invitation has another time, so that the one before ends. */
function signedText({ id, invited_at }: MemberRecord): string {
  return `${id}:${invited_at}`;
}

function invitationMail(
  { ports, settings, now }: Work,
  organization: OrganizationRecord,
  member: MemberRecord,
  to: string,
) {
  const link = invitationLink(settings.origin ?? '', tokenOf(ports.keyring, member));
  return {
    kind: 'member_invitation',
    to,
    subject: 'You are invited to FirstHandAPI',
    text: `You are invited to act for the organization below, as ${member.role}.

${organization.name.replaceAll(/\s+/g, ' ')}

Accept within 7 days, where you want to sign in from now on:
${link}

If you do not know what this is about, ignore this mail: nothing happens without you.
`,
    expires_at: now + INVITATION_MS,
  };
}
