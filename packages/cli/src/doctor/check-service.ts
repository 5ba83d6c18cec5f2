import { isFirstHandError } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import type { Context } from '../command/context.ts';
import type { Connection } from '../settings/connection.ts';
import { openClientWithKey } from '../settings/open-client.ts';
import { checkSkew } from './check-skew.ts';
import { isProxyUsed } from './check-surroundings.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const TIMEOUT_MS = 10_000;
/** What is not reached may be the proxy itself. */
const BEHIND_PROXY =
  '; or the proxy of the environment is not there: NO_PROXY=<host> leaves it out';

/** Why a connection fails, in words, by Node's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is unknown: check the base URL, and the network',
  EAI_AGAIN: 'the name server does not respond: check the network',
  ECONNREFUSED: 'nothing listens there: is the server running?',
  ETIMEDOUT: 'it does not respond: check firewalls and proxies',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed: trust it by NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted: see NODE_EXTRA_CA_CERTS',
  CERT_HAS_EXPIRED: "its certificate has expired, or this machine's clock is wrong",
};

/** Whether the service responds, and whether this machine's clock agrees with it. Sends no key. */
export async function checkReachability(
  { baseUrl }: Pick<Connection, 'baseUrl'>,
  { now, signal, environment }: Pick<Context, 'now' | 'signal' | 'environment'>,
): Promise<Finding[]> {
  const begun = now();
  try {
    const response = await nodeHttpFetch()(`${baseUrl.replace(/\/$/, '')}/v1/jobs`, {
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.text();
    const ended = now();
    return [
      response.headers.has('x-request-id')
        ? ok('reachability', `responds in ${ended - begun} ms`)
        : failed(
            'reachability',
            `something else than FirstHandAPI responds, with status ${response.status}: check the base URL and proxies`,
          ),
      checkClock(response.headers.get('date'), (begun + ended) / 2),
    ];
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code] ?? (code || message);
    return [failed('reachability', isProxyUsed(environment) ? `${reason}${BEHIND_PROXY}` : reason)];
  }
}

/** The date of a response has whole seconds. */
export function checkClock(date: string | null, now: number): Finding {
  const service = Date.parse(date ?? '');
  if (Number.isNaN(service)) return warning('clock', 'the service does not say what time it is');
  return checkSkew('clock', (now - service) / 1_000, 'set the clock, by NTP');
}

/** Whether the service knows the key, whose it is, and how much it may still do. */
export async function checkAccess(connection: Connection, context: Context): Promise<Finding> {
  const client = openClientWithKey(connection, context, {
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: 'off',
  });
  try {
    const { data, rateLimit } = await client.getSettings({ signal: context.signal }).withResponse();
    const left =
      rateLimit === undefined ? '' : `, ${rateLimit.remaining} of ${rateLimit.limit} requests left`;
    return ok('access', `${data.name} (${data.id}), tier ${data.tier}${left}`);
  } catch (error) {
    if (!isFirstHandError(error)) throw error;
    if (error.status === 403)
      return ok('access', 'the key works; it lacks usage:read, so it does not say whose it is');
    if (error.status === 401)
      return failed('access', `the service does not know the key: ${remedyFor(connection)}`);
    return failed('access', error.message);
  }
}

/** A new login changes nothing while FIRSTHAND_API_KEY comes before the profiles. */
function remedyFor({ source }: Connection): string {
  return 'variable' in source
    ? `correct ${source.variable}, or unset it and run 'firsthand login'`
    : `run 'firsthand login --profile ${source.profile}'`;
}
