import type { Session } from '@firsthandapi/spec/worker';
import { revokeKey } from '../keys/api-key.ts';
import type { ApiKeyRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A session ends so long after its last use. */
export const SESSION_MS = 30 * DAY_MS;
/** A session is extended once a day at most, so that a busy one costs no write per request. */
const EXTEND_AFTER_MS = DAY_MS;
/** 43 base62 characters hold 256 random bits. */
const SECRET_LENGTH = 43;
const PREFIX = 'fh_worker_';
const TOKEN = /^fh_worker_[0-9A-Za-z]{43}$/;

/** A session and its token, which is not stored anywhere. */
export interface OpenedSession {
  readonly session: ApiKeyRecord;
  readonly token: string;
}

/** Whether a text has the form of a session's token. */
export function isSessionToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Opens a session: a key of the worker's own, stored as API keys are. */
export async function openSession(
  work: Work,
  workerId: string,
  deviceName: string | null,
): Promise<OpenedSession> {
  const { ports, tables, now } = work;
  const token = PREFIX + ports.ids.secret(SECRET_LENGTH);
  const session: ApiKeyRecord = {
    organization_id: workerId,
    environment: 'live',
    id: ports.ids.next('ses', now),
    kind: 'session',
    name: deviceName ?? '',
    scopes: ['account', 'work'],
    prefix: PREFIX,
    last_four: token.slice(-4),
    created_at: now,
    last_used_at: null,
    expires_at: now + SESSION_MS,
    revoked_at: null,
  };
  await tables.api_keys.insert(session);
  const secret = { id: ports.keyring.hashKey(token), key_id: session.id, expires_at: null };
  await tables.key_secrets.insert(secret);
  return { session, token };
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

/** Ends a session at once, and forgets it. */
export async function endSession(work: Work, session: ApiKeyRecord): Promise<void> {
  await revokeKey(work, session);
  await work.tables.api_keys.delete(session.id);
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
