import { UnavailableError } from '@firsthandapi/engine';

/**
 * SQLSTATE classes and codes that mean that the database is unavailable: connection exceptions (08), a standby (25006),
 * insufficient resources (53), lock not available (55P03), operator intervention (57), system and internal errors (58,
 * XX); then the codes of the operating system and of the driver.
 */
const UNAVAILABLE =
  /^(?:08|25006|53|55P03|57|58|XX|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|CONNECT)/;

/** Returns the SQLSTATE or system code of an error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Returns the error as an `UnavailableError` when a later attempt may succeed, and unchanged otherwise. */
export function toStoreError(error: unknown): unknown {
  return UNAVAILABLE.test(codeOf(error)) ? unavailable(error) : error;
}

export function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('The database cannot serve this request now', { cause });
}
