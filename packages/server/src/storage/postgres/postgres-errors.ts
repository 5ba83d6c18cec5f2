import { UnavailableError } from '@firsthandapi/engine';

/**
 * SQLSTATE classes and codes of a database that cannot serve at the moment: lost connections (08), a standby (25006), no
 * resources (53), a lock that is not available (55P03), an operator's intervention (57), a broken system (58, XX); then the
 * codes of the operating system and of the driver.
 */
const UNAVAILABLE =
  /^(?:08|25006|53|55P03|57|58|XX|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|CONNECT)/;

/** Returns the SQLSTATE or system code of an error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Returns the error as an `UnavailableError` when a later attempt may succeed, and as it is otherwise. */
export function toStoreError(error: unknown): unknown {
  return UNAVAILABLE.test(codeOf(error)) ? unavailable(error) : error;
}

export function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('The database cannot serve this request now', { cause });
}
