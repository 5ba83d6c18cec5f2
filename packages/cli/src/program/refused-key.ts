import type { Context } from '../command/context.ts';
import type { Parsed } from '../command/parse-arguments.ts';

/** Returns where the key comes from that the service has refused with a 401; undefined for any other error. */
export async function refusedKeySource(
  error: unknown,
  parsed: Parsed,
  context: Context,
): Promise<string | undefined> {
  if (!(error instanceof Error && 'status' in error && error.status === 401)) return undefined;
  // Not before there is an error, so that the program starts fast.
  const [{ findConnection }, { keySource }] = await Promise.all([
    import('../settings/connection.ts'),
    import('../settings/key-source.ts'),
  ]);
  const connection = findConnection(parsed, context);
  return connection.apiKey === undefined ? undefined : keySource(connection);
}
