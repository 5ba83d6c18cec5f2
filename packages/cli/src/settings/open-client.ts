import { type ClientOptions, FirstHandClient } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import type { Context } from '../command/context.ts';
import { MissingKeyError } from '../command/missing-key-error.ts';
import { UsageError } from '../command/usage-error.ts';
import { VERSION } from '../command/version.ts';
import { plainText } from '../output/plain-text.ts';
import type { Connection } from './connection.ts';
import { objectsOnly } from './objects-only.ts';

/**
 * Returns a client for a connection. Its connections end with the process.
 *
 * @throws UsageError when the base URL is none
 */
export function openClient(
  { baseUrl, baseUrlSource, apiKey }: Omit<Connection, 'source'>,
  { stderr }: Pick<Context, 'stderr'>,
  options: ClientOptions = {},
): FirstHandClient {
  // A message may quote headers of the response.
  const warn = (message: string) => stderr.write(`${plainText(message)}\n`);
  const all: ClientOptions = {
    apiKey: apiKey ?? null,
    baseUrl,
    appInfo: { name: 'firsthand-cli', version: VERSION },
    // Starts faster than the built-in one.
    fetch: nodeHttpFetch(),
    validateResponses: objectsOnly,
    logger: { error: warn, warn, info: warn, debug: warn },
    ...options,
  };
  try {
    return new FirstHandClient(all);
  } catch (error) {
    throw namingSource(error, baseUrlSource);
  }
}

/** The client's error names its option, which nobody has written here. */
function namingSource(error: unknown, baseUrlSource: string): unknown {
  const fault =
    error instanceof Error ? /^Invalid baseUrl: (.*)/s.exec(error.message)?.[1] : undefined;
  return fault === undefined ? error : new UsageError(`Invalid ${baseUrlSource}: ${fault}`);
}

/**
 * Returns a client that can call operations which need a key.
 *
 * @throws MissingKeyError when there is no key
 */
export function openClientWithKey(
  connection: Connection,
  context: Pick<Context, 'stderr'>,
  options: ClientOptions = {},
): FirstHandClient {
  if (!connection.apiKey) throw new MissingKeyError();
  return openClient(connection, context, options);
}
