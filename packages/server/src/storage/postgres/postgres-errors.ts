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

/** True when the connection that caused the error must not be used again. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || STALE_STATEMENT.has(codeOf(error));
}

export function unavailable(cause: unknown): UnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UnavailableError(`The database cannot serve this request now: ${reason}`, { cause });
}
