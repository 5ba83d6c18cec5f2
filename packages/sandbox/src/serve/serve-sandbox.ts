import { randomBytes } from 'node:crypto';
import dns from 'node:dns';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import stream from 'node:stream';
import { createNodeFetch } from '../delivery/node-fetch.ts';
import { corsHeaders, isPreflight } from '../http/cors.ts';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { Sandbox } from '../world/sandbox.ts';
import { createControlAccess, requireControlToken } from './control-access.ts';
import { answerControl, isControl } from './control-server.ts';
import { startListening } from './listen.ts';
import { readRequest } from './read-request.ts';
import { requireServeOptions, type ServeOptions } from './serve-options.ts';
import { writeExchange } from './write-exchange.ts';

const NODE = { http, https, dns, stream };

/** A server may run for weeks, and its first requests are of no interest by then. */
const LOG_LIMIT = 10_000;

/** No test runner ends what waits for a webhook handler that hangs. */
const PATIENCE_MS = 30_000;

/** A sandbox that serves the API over HTTP. */
export interface SandboxServer {
  /** The base URL for a client, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Token that controls require. */
  readonly controlToken: string;
  /** The secret that signs webhooks to `forwardTo`, or undefined without it. */
  readonly webhookSecret: string | undefined;
  /** The sandbox, for use in the same process. */
  readonly sandbox: Sandbox;
  /**
   * Stops listening, closes all connections and ends all worlds.
   *
   * @example
   * ```ts
   * const server = await serveSandbox();
   * afterAll(() => server.close());
   * ```
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Serves a sandbox over HTTP: the API, downloads from the same origin, and controls under `/_sandbox`. The default world
 * has the given options. Worlds begun by `connectSandbox` have their own clock, by default `manual`.
 *
 * @throws TypeError when an option is invalid; the message names it. Error when the port is in use.
 * @example
 * ```ts
 * await using server = await serveSandbox({ port: 4010, clock: 'auto' });
 * const world = await server.sandbox.defaultWorld();
 * const client = new FirstHandClient({ apiKey: world.apiKey, baseUrl: server.url });
 * ```
 */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  requireServeOptions(options);
  const { port = 0, host = '127.0.0.1', keepAlive = true, cors = false } = options;
  const token = requireControlToken(options.controlToken ?? randomBytes(24).toString('base64url'));
  const access = createControlAccess(token, options.allowControlFrom ?? []);
  let sandbox: LocalSandbox | undefined;
  const { url: listening, close: stopListening } = await startListening(
    { port, host },
    (incoming, outgoing) => {
      if (!keepAlive) outgoing.shouldKeepAlive = false;
      if (isControl(incoming.url ?? '')) {
        void answerControl({ sandbox, access, servesApi: true }, incoming, outgoing);
      } else if (!(cors && answeredPreflight(incoming, outgoing))) {
        void answer(sandbox, incoming, outgoing);
      }
    },
  );
  try {
    const url = publicUrlOf(options.publicUrl, listening);
    const begun = await beginSandbox(options, url);
    sandbox = begun.sandbox;
    const close = async () => {
      await stopListening();
      await begun.sandbox[Symbol.asyncDispose]();
    };
    return { url, controlToken: token, ...begun, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await stopListening();
    throw error;
  }
}

async function beginSandbox(options: ServeOptions, url: string) {
  const { clock, speed, apiKey, fixtures, snapshot, ...rest } = options;
  const { port, host, publicUrl, controlToken, allowControlFrom, keepAlive, cors, ...worlds } =
    rest;
  const { forwardTo, webhookSecret, skipTlsVerify = false, ...defaults } = worlds;
  const sandbox = new LocalSandbox(
    {
      ...defaults,
      ...(skipTlsVerify && { httpFetch: createNodeFetch(NODE, { verifiesTls: false }) }),
      logLimit: defaults.logLimit ?? LOG_LIMIT,
      baseUrl: url,
      filesUrl: `${url}/_files`,
    },
    {
      signsWithMachineTime: true,
      defaultSeed: 1,
      patience: PATIENCE_MS,
      // A person may move the clock.
      pollPatience: undefined,
    },
  );
  sandbox.observe();
  const world = await sandbox.world({ clock, speed, apiKey, fixtures, snapshot });
  if (forwardTo === undefined) return { sandbox, webhookSecret: undefined };
  const endpoint = await world.webhooks.deliverTo(forwardTo, {
    ...(webhookSecret !== undefined && { secret: webhookSecret }),
  });
  world.beginHere();
  return { sandbox, webhookSecret: endpoint.secret };
}

function publicUrlOf(publicUrl: string | undefined, listening: string): string {
  if (publicUrl === undefined) return listening;
  const { protocol, origin } = URL.canParse(publicUrl)
    ? new URL(publicUrl)
    : { protocol: '', origin: '' };
  if (protocol === 'http:' || protocol === 'https:') return origin;
  throw new TypeError(
    `Invalid publicUrl: ${JSON.stringify(publicUrl)}; pass an origin such as http://sandbox:4010`,
  );
}

/** Adds CORS headers to the response, and answers a preflight request. */
function answeredPreflight(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const { method = 'GET', headers } = incoming;
  const cors = corsHeaders(headers['access-control-request-headers'] as string | undefined);
  for (const [name, value] of Object.entries(cors)) outgoing.setHeader(name, value);
  if (!isPreflight(method, headers['access-control-request-method'])) return false;
  incoming.resume();
  outgoing.writeHead(204).end();
  return true;
}

async function answer(
  sandbox: LocalSandbox | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (sandbox === undefined) {
    incoming.resume();
    outgoing.writeHead(503, { 'Retry-After': '1' }).end();
    return;
  }
  try {
    const request = await readRequest(incoming, outgoing, sandbox.baseUrl);
    await writeExchange(outgoing, await sandbox.answer(request));
  } catch {
    // The client has disconnected or did not send valid HTTP: no response is possible.
    outgoing.destroy();
  }
}
