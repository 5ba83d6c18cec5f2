import {
  type OptionNames,
  requireBoolean,
  requireInteger,
  requireKnown,
} from '../values/check-options.ts';
import { SANDBOX_OPTIONS } from '../world/check-world-options.ts';
import type { SandboxOptions } from '../world/sandbox.ts';

/** Options of a sandbox server. */
export interface ServeOptions extends Omit<SandboxOptions, 'baseUrl' | 'filesUrl'> {
  /** Port to listen on. Default 0: any free port. */
  readonly port?: number | undefined;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /**
   * The URL under which clients reach the server, such as `http://sandbox:4010` in a container network. It begins the
   * download links. Default: the address and port, with `localhost` for an address that stands for all.
   */
  readonly publicUrl?: string | undefined;
  /** Token that controls require. Default: a random one. */
  readonly controlToken?: string | undefined;
  /**
   * From where controls are accepted in addition to this machine: client addresses (`172.17.0.2`, `172.16.0.0/12`),
   * host names under which clients address the server (`sandbox`), or `*`. The token is always required. Default none.
   */
  readonly allowControlFrom?: readonly string[] | undefined;
  /** URL that receives all webhooks of the default world. */
  readonly forwardTo?: string | undefined;
  /** The secret that signs webhooks to `forwardTo`, `whsec_…`. Default: a generated one. */
  readonly webhookSecret?: string | undefined;
  /** Deliver webhooks to servers with invalid certificates, such as self-signed ones. Default false. */
  readonly skipTlsVerify?: boolean | undefined;
  /** Let pages of any origin call the API. Default false. */
  readonly cors?: boolean | undefined;
  /**
   * Keep connections open between requests. Default true. Pass false for clients under fake timers, which may hang on a
   * pooled connection.
   */
  readonly keepAlive?: boolean | undefined;
}

const { baseUrl, filesUrl, ...WORLDS } = SANDBOX_OPTIONS;
const SERVE_OPTIONS: OptionNames<ServeOptions> = {
  ...WORLDS,
  port: true,
  host: true,
  publicUrl: true,
  controlToken: true,
  allowControlFrom: true,
  forwardTo: true,
  webhookSecret: true,
  skipTlsVerify: true,
  cors: true,
  keepAlive: true,
};

/**
 * Throws unless all options of a server are known and valid. Those of its sandbox are checked where it begins.
 *
 * @throws TypeError naming the option and the fix.
 */
export function requireServeOptions(options: ServeOptions): void {
  requireKnown(options, SERVE_OPTIONS, 'serveSandbox options');
  if (options.port !== undefined) requireInteger(options.port, 0, 'port');
  if (options.webhookSecret !== undefined && options.forwardTo === undefined) {
    throw new TypeError('webhookSecret signs what is sent to forwardTo; pass forwardTo too');
  }
  requireBoolean(options.skipTlsVerify, 'skipTlsVerify');
  requireBoolean(options.cors, 'cors');
  requireBoolean(options.keepAlive, 'keepAlive');
}
