import type { Member, SignedIn } from '@firsthandapi/spec/account';
import type { ApiKeyRecord, MemberRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { invitationExpiry } from './invitations.ts';
import { presentMemberSession, scopesOf } from './member-sessions.ts';
import type { Membership } from './memberships.ts';
import { proofMethodsOf } from './proof-methods.ts';

export function presentMember(member: MemberRecord): Member {
  return {
    object: 'member',
    id: member.id,
    email: member.email,
    role: member.role,
    status: member.joined_at === null ? 'invited' : 'active',
    created_at: timestamp(member.created_at),
    joined_at: nullableTimestamp(member.joined_at),
    invitation_expires_at: nullableTimestamp(invitationExpiry(member)),
  };
}

/** What a member is shown of their own session. */
export async function presentSignedIn(
  work: Work,
  { member, organization }: Membership,
  session: ApiKeyRecord,
): Promise<SignedIn> {
  return {
    object: 'signed_in',
    session: presentMemberSession(session, session.id, work.now),
    member: presentMember(member),
    organization: { object: 'organization', id: organization.id, name: organization.name },
    permissions: {
      live: [...scopesOf(member, 'live')],
      test: [...scopesOf(member, 'test')],
    },
    proof_methods: await proofMethodsOf(work, member),
  };
}
