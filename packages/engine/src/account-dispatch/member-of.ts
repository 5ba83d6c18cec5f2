import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { UnavailableError } from '../errors/port-errors.ts';
import type { EngineRequest } from '../http/messages.ts';
import { extendedExpiry, isMemberToken, SESSION_MS } from '../members/member-sessions.ts';
import type { Membership } from '../members/memberships.ts';
import {
  readCookie,
  requireOwnOrigin,
  type SessionCookie,
  setCookie,
} from '../sign-in/session-cookie.ts';
import type { ApiKeyRecord, KeySecretRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** A member who is signed in, with the session of the request. */
export interface SignedInMember extends Membership {
  readonly session: ApiKeyRecord;
  readonly secret: KeySecretRecord;
}

const COOKIE: SessionCookie = { name: 'fh_member', ageMs: SESSION_MS };
const LAST_USED_RESOLUTION_MS = 60_000;

/**
 * Returns the member whose session a request has in its cookie; undefined when it has none that is valid. Throws 403 when it
 * would change something from another origin.
 */
export async function memberOf(
  context: DispatchContext,
  request: EngineRequest,
  now: Instant,
): Promise<SignedInMember | undefined> {
  const token = readCookie(context, COOKIE, request);
  if (token === undefined || !isMemberToken(token)) return undefined;
  requireOwnOrigin(context, request);
  const found = await findMember(context, token, now);
  if (found !== undefined) await noteUse(context, found.session, now);
  return found;
}

/** Returns the header that sets a session as the cookie of members, or with null ends it. */
export function memberCookie(context: DispatchContext, token: string | null): string {
  return setCookie(context, COOKIE, token);
}

function findMember(
  { ports: { store }, keyHashes }: DispatchContext,
  token: string,
  now: Instant,
): Promise<SignedInMember | undefined> {
  const hashes = keyHashes.of(token, now);
  return store.read(async (tables) => {
    const holder = await tables.callers.find(hashes);
    const { key: session, organization } = holder ?? {};
    if (holder === undefined || session === undefined || organization === undefined) return;
    const isOver = session.expires_at !== null && session.expires_at <= now;
    if (session.revoked_at !== null || isOver || organization.erased_at !== null) return;
    const member = await tables.members.get(session.member_id ?? '');
    return member && { session, secret: holder.secret, organization, member };
  });
}

/** Its use extends a session, once a minute. */
async function noteUse(
  { ports: { store } }: DispatchContext,
  session: ApiKeyRecord,
  now: Instant,
): Promise<void> {
  const { last_used_at } = session;
  if (last_used_at !== null && now - last_used_at < LAST_USED_RESOLUTION_MS) return;
  try {
    await store.transact(async ({ api_keys }) => {
      const current = await api_keys.get(session.id);
      if (current === undefined) return;
      const expires_at = extendedExpiry(current, now);
      await api_keys.update({ ...current, last_used_at: now, expires_at });
    }, session.organization_id);
  } catch (error) {
    // A store that takes no writes can still serve reads; the next use is recorded again.
    if (!(error instanceof UnavailableError)) throw error;
  }
}
