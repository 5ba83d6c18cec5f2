import { ApiError } from '../errors/api-error.ts';
import { removePasskeys } from '../passkeys/passkeys.ts';
import type { MemberRecord, MemberRole } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { endMemberSessions } from './member-sessions.ts';

/** Gives a member another role, and ends their sessions. Throws 409 for the last owner. */
export async function changeRole(
  work: Work,
  member: MemberRecord,
  role: MemberRole,
): Promise<MemberRecord> {
  if (role === member.role) return member;
  await requireOtherOwner(work, member);
  const changed = { ...member, role };
  await work.tables.members.update(changed);
  await endMemberSessions(work, member);
  return changed;
}

/** Ends a membership or an invitation, with its sessions, passkeys and authenticator app. Throws 409 for the last owner. */
export async function removeMember(work: Work, member: MemberRecord): Promise<void> {
  await requireOtherOwner(work, member);
  await endMemberSessions(work, member);
  await removePasskeys(work, { organization_id: member.organization_id, member_id: member.id });
  await work.tables.authenticators.delete(member.id);
  await work.tables.members.delete(member.id);
}

async function requireOtherOwner({ tables }: Work, member: MemberRecord): Promise<void> {
  if (member.role !== 'owner' || member.joined_at === null) return;
  const { organization_id } = member;
  const owners = await tables.members.list({
    where: { organization_id, role: 'owner' },
    limit: 100,
  });
  if (owners.some(({ id, joined_at }) => id !== member.id && joined_at !== null)) return;
  const message = 'An organization needs an owner: make another member one first';
  throw new ApiError('conflict', message);
}
