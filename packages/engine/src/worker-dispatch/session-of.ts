import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { ApiError } from '../errors/api-error.ts';
import type { EngineRequest } from '../http/messages.ts';
import { extendSession, isSessionToken, isToExtend, SESSION_MS } from '../people/sessions.ts';
import { readCookie, requireOwnOrigin, setCookie } from '../sign-in/session-cookie.ts';
import type { ApiKeyRecord, WorkerRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** A worker who is signed in. */
export interface WorkerCaller {
  readonly worker: WorkerRecord;
  readonly session: ApiKeyRecord;
}

const COOKIE = { name: 'fh_worker', ageMs: SESSION_MS };
const BEARER = /^\s*bearer\s+(\S+)\s*$/i;
const LAST_USED_RESOLUTION_MS = 60_000;

/**
 * Resolves the session of a request: a bearer token, or else a cookie. Throws 401 without a valid one, and 403 when a cookie
 * would change something from another origin.
 */
export async function sessionOf(
  context: DispatchContext,
  request: EngineRequest,
  now: Instant,
): Promise<WorkerCaller> {
  const bearer = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = bearer ?? readCookie(context, COOKIE, request);
  if (token === undefined || !isSessionToken(token)) throw noSession();
  if (bearer === undefined) requireOwnOrigin(context, request);
  const caller = await findCaller(context, token, now);
  await noteUse(context, caller.session, now);
  return caller;
}

/** Returns the header that sets a session as a cookie, or with null ends it. */
export function sessionCookie(context: DispatchContext, token: string | null): string {
  return setCookie(context, COOKIE, token);
}

async function findCaller(
  { ports: { store }, keyHashes }: DispatchContext,
  token: string,
  now: Instant,
): Promise<WorkerCaller> {
  const hashes = keyHashes.of(token, now);
  const found = await store.read(async (tables) => {
    const holder = await tables.callers.find(hashes);
    const { key, organization } = holder ?? {};
    if (key === undefined || organization === undefined) return undefined;
    const isOver = key.expires_at !== null && key.expires_at <= now;
    if (key.revoked_at !== null || isOver || organization.erased_at !== null) return undefined;
    const worker = await tables.workers.get(organization.id);
    return worker && { session: key, worker };
  });
  if (found === undefined) throw noSession();
  return found;
}

/** A session is extended by its use, once a day. */
async function noteUse(
  { ports, settings }: DispatchContext,
  session: ApiKeyRecord,
  now: Instant,
): Promise<void> {
  const { last_used_at } = session;
  const isRecent = last_used_at !== null && now - last_used_at < LAST_USED_RESOLUTION_MS;
  const extend = isToExtend(session, now);
  if (isRecent && !extend) return;
  await ports.store.transact(async (tables) => {
    const current = await tables.api_keys.get(session.id);
    if (current === undefined) return;
    await tables.api_keys.update({ ...current, last_used_at: now });
    if (extend) await extendSession({ ports, settings, tables, now }, session.id);
  }, session.organization_id);
}

function noSession(): ApiError {
  return new ApiError('authentication_error', 'Invalid or missing session');
}
