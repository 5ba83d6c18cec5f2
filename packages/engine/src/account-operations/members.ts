import type {
  ChangeRoleRequest,
  InviteMemberRequest,
  ListMembersQuery,
} from '@firsthandapi/spec/account';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { changeRole as change, removeMember as remove } from '../members/change-members.ts';
import { inviteMember as invite } from '../members/invitations.ts';
import { auditMember } from '../members/member-audit.ts';
import { presentMember } from '../members/present-member.ts';
import type { MemberRecord } from '../store/records.ts';
import type { MemberCall } from '../work/member-call.ts';
import type { AccountOperation } from './account-operation.ts';

export const listMembers: AccountOperation<unknown, ListMembersQuery> = (call) => {
  const where = { organization_id: call.organization_id };
  return listPage(call, call.tables.members, { where }, presentMember);
};

export const inviteMember: AccountOperation<InviteMemberRequest> = async (call) => {
  const member = await invite(call, call.organization, call.body);
  await auditMember(call, 'member.invited', resourceOf(member));
  return { status: 201, body: presentMember(member) };
};

export const changeRole: AccountOperation<ChangeRoleRequest> = async (call) => {
  const member = await change(call, await findMember(call), call.body.role);
  await auditMember(call, `member.made_${member.role}`, resourceOf(member));
  return { status: 200, body: presentMember(member) };
};

export const removeMember: AccountOperation = async (call) => {
  const member = await findMember(call);
  await remove(call, member);
  await auditMember(call, 'member.removed', resourceOf(member));
  return { status: 204 };
};

async function findMember(call: MemberCall): Promise<MemberRecord> {
  const id = call.parameters.id ?? '';
  const member = await call.tables.members.get(id);
  if (member?.organization_id !== call.organization_id) throw notFound('member', id);
  return member;
}

function resourceOf({ id }: MemberRecord) {
  return { type: 'member', id };
}
