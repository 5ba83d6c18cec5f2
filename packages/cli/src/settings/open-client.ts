import { type ClientOptions, FirstHandClient } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import type { Context } from '../command/context.ts';
import { UsageError } from '../command/usage-error.ts';
import { VERSION } from '../command/version.ts';
import { plainText } from '../output/plain-text.ts';
import type { Connection } from './connection.ts';

const NO_KEY =
  "There is no API key: run 'firsthand login', or set FIRSTHAND_API_KEY. Without an account, 'firsthand sandbox' prints a test key";

/** Returns a client for a connection. Its connections end with the process. */
export function openClient(
  { baseUrl, apiKey }: Connection,
  { stderr }: Pick<Context, 'stderr'>,
  options: ClientOptions = {},
): FirstHandClient {
  // A message may quote headers of the response.
  const warn = (message: string) => stderr.write(`${plainText(message)}\n`);
  return new FirstHandClient({
    apiKey: apiKey ?? null,
    baseUrl,
    appInfo: { name: 'firsthand-cli', version: VERSION },
    // Starts faster than the built-in one.
    fetch: nodeHttpFetch(),
    logger: { error: warn, warn, info: warn, debug: warn },
    ...options,
  });
}

/**
 * Returns a client that can call operations which need a key.
 *
 * @throws UsageError when there is no key
 */
export function openClientWithKey(
  connection: Connection,
  context: Pick<Context, 'stderr'>,
  options: ClientOptions = {},
): FirstHandClient {
  if (!connection.apiKey) throw new UsageError(NO_KEY);
  return openClient(connection, context, options);
}
