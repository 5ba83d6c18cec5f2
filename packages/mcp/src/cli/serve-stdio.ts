import { FirstHandClient } from '@firsthandapi/sdk';
import type { Transport } from '@modelcontextprotocol/server';
import { type StdioServerHandle, serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import { probeScopes } from '../access/probe-scopes.ts';
import { createServer } from '../server/create-server.ts';
import { environmentOf } from '../server/key-environment.ts';
import { Budget } from '../spending/budget.ts';
import { Turns } from '../spending/turns.ts';
import type { CliOptions } from './cli-options.ts';

/** The longest wait of one call, in seconds. */
const LONGEST_WAIT_SECONDS = 300;
/** The longest that the retries of one request take, in milliseconds. */
const LONGEST_CALL = 60_000;

/**
 * Serves the tools over stdin and stdout until stdin ends.
 *
 * @param transport another pair of streams; for tests
 * @throws FirstHandConfigurationError when there is no key, or it cannot be one
 */
export function serveStdio(
  apiKey: string | undefined,
  options: Pick<CliOptions, 'maxSpendCents' | 'downloadFolder'>,
  transport?: Transport,
): StdioServerHandle {
  const client = new FirstHandClient({
    ...{ apiKey, totalTimeout: LONGEST_CALL, logLevel: 'off' as const },
    appInfo: { name: 'mcp' },
  });
  const environment = {
    client,
    environment: environmentOf(apiKey ?? ''),
    budget: new Budget(options.maxSpendCents, new Turns(), 'stdio'),
    downloadFolder: options.downloadFolder,
    longestWaitSeconds: LONGEST_WAIT_SECONDS,
  };
  let scopes: ReturnType<typeof probeScopes> | undefined;
  return serve(
    async () => {
      scopes ??= probeScopes(client);
      return createServer(environment, await scopes);
    },
    // The list of tools never changes, so there is nothing to subscribe to.
    { maxSubscriptions: 0, ...(transport !== undefined && { transport }) },
  );
}
