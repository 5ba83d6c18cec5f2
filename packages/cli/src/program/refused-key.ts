import type { Context } from '../command/context.ts';
import type { Parsed } from '../command/parse-arguments.ts';
import { findConnection } from '../settings/connection.ts';
import { keySource } from '../settings/key-source.ts';

/** Returns where the key comes from that the service has refused with a 401; undefined for any other error. */
export async function refusedKeySource(
  error: unknown,
  parsed: Parsed,
  context: Context,
): Promise<string | undefined> {
  if (!(error instanceof Error && 'status' in error && error.status === 401)) return undefined;
  const connection = findConnection(parsed, context);
  return connection.apiKey === undefined ? undefined : keySource(connection);
}
