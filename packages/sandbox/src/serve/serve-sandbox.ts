import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import { answerControl, isControl } from './control-server.ts';
import { readRequest } from './read-request.ts';
import { writeExchange } from './write-exchange.ts';

/** A server may run for weeks, and its first requests are of no interest by then. */
const LOG_LIMIT = 10_000;

/** Options of a sandbox server. */
export interface ServeOptions extends Omit<SandboxOptions, 'baseUrl' | 'filesUrl'> {
  /** Port to listen on. Default 0: any free port. */
  readonly port?: number | undefined;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Token that controls require. Default: a random one. */
  readonly controlToken?: string | undefined;
  /**
   * Keep connections open between requests. Default true. Pass false for clients under fake timers, which may hang on a
   * pooled connection.
   */
  readonly keepAlive?: boolean | undefined;
}

/** A sandbox that answers over HTTP. */
export interface SandboxServer {
  /** The base URL for a client, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Token that controls require. */
  readonly controlToken: string;
  /** The sandbox, for use in the same process. */
  readonly sandbox: Sandbox;
  /** Stops listening, closes all connections and ends all worlds. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Serves a sandbox over HTTP: the API, downloads from the same origin, and controls under `/_sandbox`. The default world
 * has the given options. Worlds begun by `connectSandbox` have their own clock, by default `manual`.
 *
 * @throws Error when the port is in use.
 * @example
 * ```ts
 * await using server = await serveSandbox({ port: 4010, clock: 'auto' });
 * const world = await server.sandbox.defaultWorld();
 * const client = new FirstHandClient({ apiKey: world.apiKey, baseUrl: server.url });
 * ```
 */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  const { port = 0, host = '127.0.0.1', controlToken, keepAlive = true, ...rest } = options;
  const token = controlToken ?? randomBytes(24).toString('base64url');
  let sandbox: LocalSandbox;
  const server = createServer((incoming, outgoing) => {
    if (!keepAlive) outgoing.shouldKeepAlive = false;
    if (isControl(incoming.url ?? '')) void answerControl(sandbox, token, incoming, outgoing);
    else void answer(sandbox, incoming, outgoing);
  });
  // Long polls last up to a minute, possibly of virtual time: the server never disconnects first.
  server.requestTimeout = 0;
  await listen(server, port, host);
  const url = urlOf(server.address() as AddressInfo);
  const { clock, speed, apiKey, fixtures, snapshot, ...defaults } = rest;
  sandbox = new LocalSandbox({
    ...defaults,
    logLimit: defaults.logLimit ?? LOG_LIMIT,
    baseUrl: url,
    filesUrl: `${url}/_files`,
  });
  await sandbox.world({ clock, speed, apiKey, fixtures, snapshot });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await sandbox[Symbol.asyncDispose]();
  };
  return { url, controlToken: token, sandbox, close, [Symbol.asyncDispose]: close };
}

async function answer(
  sandbox: LocalSandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(incoming, outgoing, sandbox.baseUrl);
    await writeExchange(outgoing, await sandbox.answer(request));
  } catch {
    // The client has disconnected or did not send valid HTTP: no response is possible.
    outgoing.destroy();
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
