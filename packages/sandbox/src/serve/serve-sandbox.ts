import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import { answerControl, isControl } from './control-server.ts';
import { readRequest } from './read-request.ts';
import { writeExchange } from './write-exchange.ts';

/** A server may run for weeks, and nobody reads its first requests. */
const LOG_LIMIT = 10_000;

/** A sandbox behind a port. */
export interface ServeOptions extends Omit<SandboxOptions, 'baseUrl' | 'filesUrl'> {
  /** Port to listen on. Default 0: any that is free. */
  readonly port?: number | undefined;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** What controls are sent with. Default: a random one. */
  readonly controlToken?: string | undefined;
  /**
   * Keep connections open between requests. Default true. Without, a client that runs under fake timers cannot hang on
   * a connection that its pool still holds.
   */
  readonly keepAlive?: boolean | undefined;
}

/** A sandbox that answers over HTTP. */
export interface SandboxServer {
  /** Where it answers, such as `http://127.0.0.1:4010`: what to give a client as its base URL. */
  readonly url: string;
  /** What controls are sent with. */
  readonly controlToken: string;
  /** The sandbox behind it, for use in the same process. */
  readonly sandbox: Sandbox;
  /** Stops listening, ends connections and worlds. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Serves a sandbox over HTTP: the API, downloads of the same origin, and controls under `/_sandbox`. Its default world
 * has the options given; worlds begun by `connectSandbox` have their own clock, `manual` unless they say otherwise.
 *
 * @throws Error when the port is taken.
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
  // Long polls last up to a minute, of virtual time too: the server never hangs up first.
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
    // The client has gone, or sent what is not HTTP: there is nobody to answer.
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
