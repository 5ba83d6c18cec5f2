import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_HEADER } from '../remote/control-routes.ts';
import { createAllowList } from './allow-list.ts';
import { ControlError } from './control-error.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Decides which requests may control the sandbox. */
export interface ControlAccess {
  /** Throws unless a request comes from this machine under a loopback name, or from where it is allowed. */
  requirePlace(incoming: IncomingMessage): void;
  /** Throws unless a request may control the sandbox: the place, the token and, for changes, no foreign page. */
  requireControl(incoming: IncomingMessage, url: URL): void;
}

/**
 * Creates the access rule of a server: the token, from this machine under a loopback name, or as `allowedFrom` says.
 * The host name matters since a page in a browser may reach the server under another name of this machine (DNS
 * rebinding).
 *
 * @throws TypeError when an entry of `allowedFrom` is invalid.
 */
export function createControlAccess(token: string, allowedFrom: readonly string[]): ControlAccess {
  const isAllowed = createAllowList(allowedFrom);
  const requirePlace = (incoming: IncomingMessage) => {
    const address = incoming.socket.remoteAddress ?? '';
    const host = incoming.headers.host ?? '';
    const isLocal = LOOPBACK.test(address) && LOOPBACK_HOST.test(host);
    if (!isLocal && !isAllowed(address, host)) {
      throw new ControlError(
        403,
        'Forbidden: controls accept requests from this machine, at localhost or 127.0.0.1; allow others with allowControlFrom (--allow-control-from)',
      );
    }
  };
  return {
    requirePlace,
    requireControl(incoming, url) {
      requirePlace(incoming);
      requireToken(incoming, url, token);
      requireOwnPage(incoming);
    },
  };
}

/** A page of another origin changes nothing, even if it has learned a token. Programs send neither header. */
function requireOwnPage({ method = 'GET', headers }: IncomingMessage): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isForeignOrigin =
    origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (!isForeignSite && !isForeignOrigin) return;
  throw new ControlError(
    403,
    "Forbidden: a page of another origin must not control the sandbox; use its own window at '/_sandbox'",
  );
}

/**
 * Returns a token that the caller chose. A blank one, as of an unset variable, would let in every request.
 *
 * @throws TypeError when it is blank, too long or cannot be sent as a header.
 */
export function requireControlToken(token: string): string {
  if (typeof token === 'string' && /^[!-~]{1,256}$/.test(token)) return token;
  throw new TypeError(
    'Invalid controlToken: pass 1 to 256 characters of ASCII without spaces, or leave it out for a random one',
  );
}

function requireToken({ headers }: IncomingMessage, url: URL, token: string): void {
  const bearer = /^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers[TOKEN_HEADER.toLowerCase()];
  const given = String(header ?? bearer ?? url.searchParams.get('token') ?? '');
  const [expected, actual] = [Buffer.from(token), Buffer.from(given)];
  if (expected.byteLength === actual.byteLength && timingSafeEqual(expected, actual)) return;
  throw new ControlError(
    401,
    `Invalid control token: send the one that the server printed as ${TOKEN_HEADER}`,
  );
}
