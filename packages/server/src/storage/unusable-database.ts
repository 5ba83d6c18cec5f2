import { UnavailableError } from '@firsthandapi/engine';
import { isPassing } from '../failures/passing-error.ts';
import type { StoreLocation } from './store-location.ts';

/** The database cannot be opened. The message names it, without its password, and the reason. */
export class UnusableDatabaseError extends Error {
  override readonly name = 'UnusableDatabaseError';
}

/** Returns the error of opening a database with the database's name, when the database is at fault. */
export function nameDatabase(location: StoreLocation, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // The driver reports a database that does not respond in time without a code.
  const isOfDatabase = error instanceof UnavailableError || 'code' in error || isPassing(error);
  if (!isOfDatabase) return error;
  const message = `Cannot open the ${describe(location)}: ${reasonOf(error)}`;
  return new UnusableDatabaseError(message, { cause: error });
}

function describe(location: StoreLocation): string {
  if (location.kind === 'sqlite') return `SQLite database ${location.path} (DATA_DIR)`;
  const { hostname, port, pathname, searchParams } = new URL(location.url);
  const host = hostname || searchParams.get('host') || 'localhost';
  const name = decodeURIComponent(pathname.slice(1)) || 'of the user';
  return `PostgreSQL database ${name} at ${host}:${port || '5432'} (DATABASE_URL)`;
}

/** A name with more than one address fails with one error for each, and no message of its own. */
function reasonOf(error: Error): string {
  if (error instanceof UnavailableError && error.cause instanceof Error)
    return reasonOf(error.cause);
  if (error.message !== '') return error.message;
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return 'code' in error ? String(error.code) : error.name;
}
