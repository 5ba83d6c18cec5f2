import { ROLE_SCOPES, type Session } from '@firsthandapi/spec/account';
import { endSession, issueSession, type OpenedSession, proofExpiry } from '../keys/session-key.ts';
import type { ApiKeyRecord, Environment, MemberRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const HOUR_MS = 60 * 60 * 1_000;
/** A session ends so long after its last use. */
const IDLE_MS = 12 * HOUR_MS;
/** A session ends so long after it began, however much it is used. */
export const SESSION_MS = 7 * 24 * HOUR_MS;
/** A member's sessions at a time; the oldest makes room for another. */
const SESSIONS_PER_MEMBER = 20;
const LONGEST_USER_AGENT = 256;
const PREFIX = 'fh_member_';
const TOKEN = /^fh_member_[0-9A-Za-z]{43}$/;

/** Whether a text has the form of a session's token. */
export function isMemberToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The scopes of a role in an environment: those of buyers' operations and of members'. */
export function scopesOf({ role }: MemberRecord, environment: Environment): readonly string[] {
  return ROLE_SCOPES[role][environment];
}

/** Opens a session of a member, under a new token. Those that are over are forgotten. */
export async function openMemberSession(
  work: Work,
  member: MemberRecord,
  userAgent: string | null,
): Promise<OpenedSession> {
  const sessions = await sessionsOf(work, member);
  const running = sessions.filter(({ expires_at }) => (expires_at ?? 0) > work.now);
  const kept = new Set(running.slice(0, SESSIONS_PER_MEMBER - 1));
  for (const session of sessions) if (!kept.has(session)) await endSession(work, session);
  return issueSession(work, {
    organization_id: member.organization_id,
    member_id: member.id,
    // Whoever signs in has just proven who they are.
    proven_at: work.now,
    prefix: PREFIX,
    name: userAgent?.slice(0, LONGEST_USER_AGENT) ?? '',
    scopes: scopesOf(member, 'live'),
    expires_at: work.now + IDLE_MS,
  });
}

/** Ends all sessions of a member at once. */
export async function endMemberSessions(work: Work, member: MemberRecord): Promise<void> {
  for (const session of await sessionsOf(work, member)) await endSession(work, session);
}

/** When a session ends that is used now. */
export function extendedExpiry({ created_at }: ApiKeyRecord, now: Instant): Instant {
  return Math.min(now + IDLE_MS, created_at + SESSION_MS);
}

export function presentMemberSession(
  session: ApiKeyRecord,
  currentId: string,
  now: Instant,
): Session {
  return {
    object: 'session',
    id: session.id,
    user_agent: session.name === '' ? null : session.name,
    is_current: session.id === currentId,
    created_at: timestamp(session.created_at),
    last_used_at: nullableTimestamp(session.last_used_at),
    expires_at: timestamp(session.expires_at ?? session.created_at),
    proof_expires_at: nullableTimestamp(proofExpiry(session, now)),
  };
}

/** Newest first; they are never more than a few over what a member may have. */
function sessionsOf(
  { tables }: Work,
  { id, organization_id }: MemberRecord,
): Promise<readonly ApiKeyRecord[]> {
  const where = { organization_id, member_id: id };
  return tables.api_keys.list({ where, limit: 2 * SESSIONS_PER_MEMBER });
}
