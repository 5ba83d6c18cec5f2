import { UnavailableError } from '@firsthandapi/engine';

/** Primary result codes that mean that the database is unavailable, whatever the statement. */
const UNAVAILABLE: ReadonlySet<number> = new Set([
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  11, // SQLITE_CORRUPT
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  26, // SQLITE_NOTADB
]);
/** Extended result codes keep the primary one in their lowest byte. */
const PRIMARY = 0xff;

/** Returns the error as an `UnavailableError` when the database, not the statement, is at fault. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  return UNAVAILABLE.has(Number(error.errcode) & PRIMARY)
    ? new UnavailableError('The database cannot serve this request now', { cause: error })
    : error;
}
