import { UnavailableError } from '@firsthandapi/engine';

/** Primary result codes that mean that the database is unavailable, whatever the statement, and what each means. */
const REASONS: Readonly<Record<number, string>> = {
  5: 'another process holds it', // SQLITE_BUSY
  6: 'another connection holds it', // SQLITE_LOCKED
  8: 'it is read-only', // SQLITE_READONLY
  10: 'the disk fails to read or write', // SQLITE_IOERR
  11: 'its file is damaged', // SQLITE_CORRUPT
  13: 'the disk is full', // SQLITE_FULL
  14: 'its file cannot be opened', // SQLITE_CANTOPEN
  26: 'its file is damaged', // SQLITE_NOTADB
};
/** Extended result codes keep the primary one in their lowest byte. */
const PRIMARY = 0xff;

/** Returns the error as an `UnavailableError` when the database, not the statement, is at fault. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const reason = REASONS[Number(error.errcode) & PRIMARY];
  return reason === undefined
    ? error
    : new UnavailableError(`The database cannot be used: ${reason}`, { cause: error });
}
