import type { ListSessionsQuery } from '@firsthandapi/spec/account';
import { notFound } from '../errors/api-error.ts';
import { endSession as end } from '../keys/session-key.ts';
import { listPage } from '../lists/pagination.ts';
import { auditMember } from '../members/member-audit.ts';
import { presentMemberSession } from '../members/member-sessions.ts';
import { presentSignedIn } from '../members/present-member.ts';
import type { AccountOperation } from './account-operation.ts';

export const listSessions: AccountOperation<unknown, ListSessionsQuery> = (call) => {
  const where = { organization_id: call.organization_id, member_id: call.member.id };
  return listPage(call, call.tables.api_keys, { where }, (session) =>
    presentMemberSession(session, call.session.id, call.now),
  );
};

export const getSession: AccountOperation = async (call) => {
  return { status: 200, body: await presentSignedIn(call, call, call.session) };
};

export const signOut: AccountOperation = async (call) => {
  await end(call, call.session);
  await auditMember(call, 'session.ended', { type: 'session', id: call.session.id });
  return { status: 204 };
};

export const endSession: AccountOperation = async (call) => {
  const id = call.parameters.id ?? '';
  const session = await call.tables.api_keys.get(id);
  if (session?.member_id !== call.member.id) throw notFound('session', id);
  await end(call, session);
  await auditMember(call, 'session.ended', { type: 'session', id });
  return { status: 204 };
};
