import type { Session } from '@firsthandapi/spec/worker';
import { issueSession, type OpenedSession } from '../keys/session-key.ts';
import type { ApiKeyRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A session ends so long after its last use. */
export const SESSION_MS = 30 * DAY_MS;
/** A session is extended once a day at most, so that a busy one costs no write per request. */
const EXTEND_AFTER_MS = DAY_MS;
const PREFIX = 'fh_worker_';
const TOKEN = /^fh_worker_[0-9A-Za-z]{43}$/;

/** Whether a text has the form of a session's token. */
export function isSessionToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Opens a session of a worker. */
export function openSession(
  work: Work,
  workerId: string,
  deviceName: string | null,
): Promise<OpenedSession> {
  return issueSession(work, {
    organization_id: workerId,
    member_id: null,
    proven_at: null,
    prefix: PREFIX,
    name: deviceName ?? '',
    scopes: ['account', 'work'],
    expires_at: work.now + SESSION_MS,
  });
}

/** Whether a session that is used now is to be extended. */
export function isToExtend({ expires_at }: ApiKeyRecord, now: Instant): boolean {
  return expires_at !== null && expires_at < now + SESSION_MS - EXTEND_AFTER_MS;
}

/** Extends a session that is used. Does nothing when it has ended in the meantime. */
export async function extendSession({ tables, now }: Work, id: string): Promise<void> {
  const session = await tables.api_keys.get(id);
  if (session === undefined) return;
  await tables.api_keys.update({ ...session, expires_at: now + SESSION_MS });
}

export function presentSession(session: ApiKeyRecord, currentId: string): Session {
  return {
    object: 'session',
    id: session.id,
    device_name: session.name === '' ? null : session.name,
    is_current: session.id === currentId,
    created_at: timestamp(session.created_at),
    last_used_at: nullableTimestamp(session.last_used_at),
    expires_at: timestamp(session.expires_at ?? session.created_at),
  };
}
