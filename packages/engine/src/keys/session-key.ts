import type { ApiKeyRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';
import { revokeKey } from './api-key.ts';

/** 43 base62 characters hold 256 random bits. */
const SECRET_LENGTH = 43;

/** A proof of who is there is fresh for so long. */
const PROOF_MS = 10 * 60 * 1_000;

/** A session and its token, which is not stored anywhere. */
export interface OpenedSession {
  readonly session: ApiKeyRecord;
  readonly token: string;
}

export interface NewSession {
  /** The organization, or the worker who owns the session. */
  readonly organization_id: string;
  readonly member_id: string | null;
  readonly proven_at: Instant | null;
  /** The beginning of its token. */
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_at: Instant;
}

/** Opens a session: a key of another kind, stored as API keys are. */
export async function issueSession(work: Work, given: NewSession): Promise<OpenedSession> {
  const { ports, tables, now } = work;
  const token = given.prefix + ports.ids.secret(SECRET_LENGTH);
  const session: ApiKeyRecord = {
    ...given,
    environment: 'live',
    id: ports.ids.next('ses', now),
    kind: 'session',
    last_four: token.slice(-4),
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  };
  await tables.api_keys.insert(session);
  const secret = { id: ports.keyring.hashKey(token), key_id: session.id, expires_at: null };
  await tables.key_secrets.insert(secret);
  return { session, token };
}

/** Ends a session at once, and forgets it. */
export async function endSession(work: Work, session: ApiKeyRecord): Promise<void> {
  await revokeKey(work, session);
  await work.tables.api_keys.delete(session.id);
}

/** Until when a session allows what needs a fresh proof; null when that is over. */
export function proofExpiry({ proven_at }: ApiKeyRecord, now: Instant): Instant | null {
  return proven_at === null || proven_at + PROOF_MS <= now ? null : proven_at + PROOF_MS;
}
