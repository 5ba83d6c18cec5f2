import { type FetchLike, FirstHandClient } from '@firsthandapi/sdk';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../server/create-server.ts';
import { environmentOf } from '../server/key-environment.ts';
import { Budget } from '../spending/budget.ts';
import { Turns } from '../spending/turns.ts';
import { refuseBatch } from './batch.ts';
import { refuseForeignOrigin } from './foreign-origin.ts';

/** The longest wait of a call over HTTP, in seconds: shorter than the timeouts of the proxies in between. */
const LONGEST_WAIT_SECONDS = 50;
const LARGEST_BODY_BYTES = 262_144;
/** Stands before the paths of the requests that `fetch` gets, whatever the environment says. */
const SERVICE = 'https://api.firsthandapi.com';

/** Who makes a request: a key that has been admitted already, and how it reaches the API. */
export interface McpCaller {
  /** The key of the request's `Authorization`. Its holder is the only one that the tools act for. */
  readonly apiKey: string;
  /** The key's scopes. Tools that need others are not listed. */
  readonly scopes: readonly string[];
  /** The key's organization: its calls that spend wait for each other. */
  readonly owner: string;
  /** What the caller's own configuration allows tools to spend on live jobs within 24 hours, in US cents. */
  readonly maxSpendCents: number;
  /** Sends the tools' requests to the API. */
  readonly fetch: FetchLike;
}

/** Settings of {@link createHttpHandler}. */
export interface HttpHandlerOptions {
  /** The names under which the server is reached, without ports. Others are refused (DNS rebinding). */
  readonly hostnames: readonly string[];
  /** The largest request body, in bytes. @default 262144 */
  readonly maxBodyBytes?: number | undefined;
}

/** Handles one request of an admitted caller. */
export type McpHttpHandler = (request: Request, caller: McpCaller) => Promise<Response>;

/**
 * Creates the handler for MCP over Streamable HTTP. It authenticates nobody: admit the caller first. Nothing is kept between
 * requests, so there is no session that anyone could open, guess or fill. Serves the protocol versions 2026-07-28 and
 * 2025-11-25, and those before it that its library knows.
 *
 * @example
 * ```ts
 * const handler = createHttpHandler({ hostnames: ['api.example.com'] });
 * const response = await handler(request, { apiKey, scopes, owner, maxSpendCents: 0, fetch });
 * ```
 */
export function createHttpHandler(options: HttpHandlerOptions): McpHttpHandler {
  const { hostnames, maxBodyBytes = LARGEST_BODY_BYTES } = options;
  const turns = new Turns();
  const { fetch: serve } = createMcpHandler(
    ({ authInfo }) => serverFor(authInfo?.extra?.caller as McpCaller, turns),
    // The list of tools never changes, so there is nothing to subscribe to.
    { maxRequestBodySize: maxBodyBytes, maxSubscriptions: 0 },
  );
  return async (request, caller) => {
    const refusal =
      refuseForeignOrigin(request, hostnames) ?? (await refuseBatch(request, maxBodyBytes));
    if (refusal !== undefined) return refusal;
    const { owner, scopes } = caller;
    // The key itself stays out of what the library hands around.
    const authInfo = { token: '', clientId: owner, scopes: [...scopes], extra: { caller } };
    return serve(request, { authInfo });
  };
}

function serverFor({ apiKey, scopes, owner, maxSpendCents, fetch }: McpCaller, turns: Turns) {
  // The caller repeats what failed; the service would only be asked more often.
  const client = new FirstHandClient({
    ...{ apiKey, baseUrl: SERVICE, fetch, maxRetries: 0, logLevel: 'off' as const },
    appInfo: { name: 'mcp' },
  });
  return createServer(
    {
      client,
      environment: environmentOf(apiKey),
      budget: new Budget(maxSpendCents, turns, owner),
      downloadFolder: undefined,
      longestWaitSeconds: LONGEST_WAIT_SECONDS,
    },
    new Set(scopes),
  );
}
