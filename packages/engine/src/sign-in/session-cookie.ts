import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { ApiError } from '../errors/api-error.ts';
import type { EngineRequest } from '../http/messages.ts';

type Settings = Pick<DispatchContext, 'settings'>;
type Received = Pick<EngineRequest, 'method' | 'headers'>;

/** A cookie that holds a session: its name where there is no https, and for how long a browser keeps it. */
export interface SessionCookie {
  readonly name: string;
  readonly ageMs: number;
}

/** Returns the header that sets a session as a cookie, or with null ends it. */
export function setCookie(settings: Settings, cookie: SessionCookie, token: string | null): string {
  const age = token === null ? 0 : cookie.ageMs / 1_000;
  const secure = isSecure(settings) ? '; Secure' : '';
  return `${nameOf(settings, cookie)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}

/** Returns the session that a request has in a cookie; undefined when it has none. */
export function readCookie(
  settings: Settings,
  cookie: SessionCookie,
  { headers }: Received,
): string | undefined {
  const name = `${nameOf(settings, cookie)}=`;
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    if (pair.trim().startsWith(name)) return pair.trim().slice(name.length);
  }
  return undefined;
}

/** A page of another origin can make a browser send the cookie, but cannot forge its own origin. Throws 403. */
export function requireOwnOrigin({ settings }: Settings, { method, headers }: Received): void {
  if (method === 'GET' || method === 'HEAD') return;
  const origin = headers.get('origin');
  const host = headers.get('host');
  const own = settings.origin ?? (host === null ? undefined : `http://${host}`);
  if (origin !== null && origin === own) return;
  const message = "A request that changes something must come from the service's own pages";
  throw new ApiError('authorization_error', message);
}

function isSecure({ settings }: Settings): boolean {
  return settings.origin?.startsWith('https:') ?? false;
}

function nameOf(settings: Settings, { name }: SessionCookie): string {
  return isSecure(settings) ? `__Host-${name}` : name;
}
