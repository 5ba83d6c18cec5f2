import { UnavailableError } from '@firsthandapi/engine';

/**
 * SQLSTATE classes and codes of a PostgreSQL that may serve later, without anyone changing a setting: lost connections
 * (08), a standby (25006), timeouts (25P0x, 55P03), conflicts (40), lacking resources (53), operator intervention such as a
 * start (57), and system errors (58). A database that was dropped (57P04) does not come back.
 */
const PASSING_STATES = /^(?:08|25006|25P03|25P04|40|53|55P03|57(?!P04)|58)/;
/** Primary result codes of SQLite: busy, locked, a disk that fails or is full. */
const PASSING_SQLITE: ReadonlySet<number> = new Set([5, 6, 10, 13]);
const PRIMARY = 0xff;
const NETWORK: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const CERTIFICATE = /CERT|SIGNED|SIGNATURE|UNABLE_TO|HOSTNAME|ERR_TLS|ERR_SSL/;
/** Drivers report what took too long, and what was cut off, in words only. */
const CUT_OFF = /timeout|timed out|terminated/i;
const DEEPEST_CAUSE = 5;

/**
 * Whether what failed may succeed later by itself: a database that is starting, a name that is not there yet, a service
 * that does not respond. False for what only an operator can mend, such as a wrong password, and for what is unknown.
 */
export function isPassing(error: unknown): boolean {
  return judge(error, DEEPEST_CAUSE) ?? false;
}

/** Returns undefined when the error says nothing about it. */
function judge(error: unknown, depth: number): boolean | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  if ('isPassing' in error) return error.isPassing === true;
  if (error instanceof UnavailableError) return judge(error.cause, depth - 1) ?? true;
  return judgeCode(error) ?? (CUT_OFF.test(error.message) || judge(error.cause, depth - 1));
}

function judgeCode(error: Error): boolean | undefined {
  if ('errcode' in error) return PASSING_SQLITE.has(Number(error.errcode) & PRIMARY);
  if (!('code' in error)) return undefined;
  const code = String(error.code);
  if ('severity' in error) return PASSING_STATES.test(code);
  if (CERTIFICATE.test(code)) return false;
  // The socket of a PostgreSQL on this machine appears when it starts.
  const isSocket = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return isSocket || NETWORK.has(code) || undefined;
}
