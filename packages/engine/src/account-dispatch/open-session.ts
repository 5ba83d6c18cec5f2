import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { auditAs, originOf } from '../members/member-audit.ts';
import { openMemberSession } from '../members/member-sessions.ts';
import type { Membership } from '../members/memberships.ts';
import { presentSignedIn } from '../members/present-member.ts';
import type { Tables } from '../store/store.ts';
import type { Work } from '../work/work.ts';
import type { AccountTrace } from './account-trace.ts';
import { memberCookie } from './member-of.ts';

/** Opens a session for who has proven who they are, notes from where, and returns the response with its cookie. */
export async function openSession(
  context: DispatchContext,
  trace: AccountTrace,
  work: Work,
  membership: Membership,
): Promise<Reply> {
  const { member } = membership;
  const { request, requestId } = trace;
  const userAgent = request.headers.get('user-agent');
  const { session, token } = await openMemberSession(work, member, userAgent);
  const origin = originOf(request, requestId);
  await auditAs(work, member, 'session.created', { type: 'session', id: session.id }, origin);
  const headers = { 'Set-Cookie': memberCookie(context, token) };
  return { status: 201, body: await presentSignedIn(work, membership, session), headers };
}

/** What work in the transaction of a request needs. */
export function workIn(
  { ports, settings }: DispatchContext,
  trace: AccountTrace,
  tables: Tables,
): Work {
  return { ports, settings, tables, now: trace.startedAt };
}
