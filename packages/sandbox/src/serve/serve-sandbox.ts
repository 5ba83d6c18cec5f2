import { randomBytes } from 'node:crypto';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { Sandbox } from '../world/sandbox.ts';
import { answerApi, answeredPreflight } from './answer-api.ts';
import { beginSandbox } from './begin-sandbox.ts';
import { createControlAccess, requireControlToken } from './control-access.ts';
import { answerControl, isControl } from './control-server.ts';
import { startListening } from './listen.ts';
import { requireServeOptions, type ServeOptions } from './serve-options.ts';

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
        void answerApi(sandbox, incoming, outgoing);
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
