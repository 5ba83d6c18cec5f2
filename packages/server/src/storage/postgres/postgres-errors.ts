import { UnavailableError } from '@firsthandapi/engine';
import pg from 'pg';

/**
 * SQLSTATE classes and codes that mean that the database is unavailable: connection exceptions (08), a standby (25006),
 * a transaction that timed out (25P0x), refused logins (28), insufficient resources (53), locks and parameters not
 * available (55), operator intervention (57), system and internal errors (58, XX); then those of stale statements.
 */
const UNAVAILABLE = /^(?:08|25006|25P03|25P04|28|53|55|57|58|XX|26000|0A000)/;

/** A prepared statement that the server has lost, or whose result a migration has changed: it needs a new connection. */
const STALE_STATEMENT: ReadonlySet<string> = new Set(['26000', '0A000']);

/** Returns the SQLSTATE of an error of PostgreSQL, and an empty string for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

/**
 * Returns an error of the driver as an `UnavailableError` when a later attempt may succeed, and unchanged otherwise. An
 * error that is not PostgreSQL's own is a failure of the connection.
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof UnavailableError) return error;
  const isUnavailable = error instanceof pg.DatabaseError ? UNAVAILABLE.test(codeOf(error)) : true;
  return isUnavailable ? unavailable(error) : error;
}

/** True when the disk of the database is full. Statements that need no further space may still succeed. */
export function isFull(error: unknown): boolean {
  return codeOf(error) === '53100';
}

/** True when the database is read-only or full, and may still be read. */
export function takesNoWrites(error: unknown): boolean {
  const cause = error instanceof UnavailableError ? error.cause : error;
  return ['25006', '53100'].includes(codeOf(cause));
}

/** True when the connection that caused the error must not be used again. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || STALE_STATEMENT.has(codeOf(error));
}

/** True when the driver has given up waiting for the response. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/i.test(error.message) && codeOf(error) === '';
}

/** What is wrong, by the beginning of the SQLSTATE or of the system's code. Messages may contain names and addresses. */
const REASONS: readonly (readonly [string, string])[] = [
  ['25006', 'it is read-only'],
  ['28', 'it refuses the login'],
  ['53100', 'its disk is full'],
  ['53300', 'it has too many connections'],
  ['53', 'it lacks resources'],
  ['55P03', 'a lock is held for too long'],
  ['57014', 'a statement took too long'],
  ['57', 'it is starting or shutting down'],
  ['58', 'its disk fails'],
  ['XX', 'its data is damaged'],
  ['ECONNREFUSED', 'it refuses connections'],
  ['ECONN', 'the connection was lost'],
  ['ENOTFOUND', 'its name cannot be found'],
  ['EAI_AGAIN', 'its name cannot be looked up'],
];

export function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError(`The database cannot be used: ${reasonOf(cause)}`, { cause });
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const known = REASONS.find(([prefix]) => code.startsWith(prefix));
  if (known !== undefined) return known[1];
  return /timeout/i.test(String(cause)) ? 'it does not respond in time' : 'the connection failed';
}
