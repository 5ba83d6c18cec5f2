import { type OptionNames, requireKnown, show } from '../values/check-options.ts';
import { WORLD_OPTIONS } from '../world/check-world-options.ts';
import type { World } from '../world/world.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { ControlClient } from './control-client.ts';
import { CONTROL_ROOT, WORLDS_PATH, type WorldDescription } from './control-routes.ts';
import { remoteWorld } from './remote-world.ts';

/** Options for `connectSandbox`. */
export interface ConnectOptions {
  /** The control token, which the server prints when it starts. */
  readonly token: string;
}

const CONNECT_OPTIONS: OptionNames<ConnectOptions> = { token: true };

/**
 * A sandbox behind a server.
 *
 * @example
 * ```ts
 * const sandbox = await connectSandbox('http://127.0.0.1:4010', { token });
 * console.log(sandbox.baseUrl); // http://127.0.0.1:4010
 * ```
 */
export interface RemoteSandbox {
  /** Base URL of the API. */
  readonly baseUrl: string;
  /**
   * Begins a world. The default of its clock is `manual`.
   *
   * @throws TypeError when an option is invalid; the message names it.
   * @example
   * ```ts
   * const world = await sandbox.world({ seed: 42, now: '2026-01-01T00:00:00Z' });
   * const client = new FirstHandClient({ apiKey: world.apiKey, baseUrl: sandbox.baseUrl });
   * ```
   */
  world(options?: WorldOptions): Promise<World<'remote'>>;
  /**
   * The world of requests whose key selects no other.
   *
   * @example
   * ```ts
   * const world = await sandbox.defaultWorld();
   * const jobs = await world.jobs();
   * ```
   */
  defaultWorld(): Promise<World<'remote'>>;
  /**
   * Resets every world.
   *
   * @example
   * ```ts
   * afterEach(() => sandbox.reset());
   * ```
   */
  reset(): Promise<void>;
}

/**
 * Connects to a sandbox server, such as `npx @firsthandapi/sandbox serve`. Its worlds have the methods of a world in
 * this process, but return promises. Methods that take a function throw.
 *
 * @throws TypeError when the URL or an option is invalid; the message names it. Error when there is no sandbox at the
 * URL, or the token is wrong.
 * @example
 * ```ts
 * const sandbox = await connectSandbox('http://127.0.0.1:4010', { token });
 * const world = await sandbox.world({ seed: 42 });
 * await world.clock.advance('15s');
 * ```
 */
export async function connectSandbox(
  url: string | URL,
  options: ConnectOptions,
): Promise<RemoteSandbox> {
  requireKnown(options, CONNECT_OPTIONS, 'connectSandbox options');
  const baseUrl = originOf(url);
  const client = new ControlClient(baseUrl, tokenOf(options));
  await client.send('GET', WORLDS_PATH);
  return {
    baseUrl,
    async world(options = {}) {
      requireKnown(options, WORLD_OPTIONS, 'world options');
      const body = {
        ...options,
        ...(options.now !== undefined && { now: jsonMoment(options.now) }),
      };
      return remoteWorld(client, await client.send<WorldDescription>('POST', WORLDS_PATH, body));
    },
    async defaultWorld() {
      return remoteWorld(client, await client.control<WorldDescription>('default', 'describe'));
    },
    async reset() {
      await client.send('POST', `${CONTROL_ROOT}/reset`);
    },
  };
}

function originOf(url: string | URL): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' };
  if (protocol === 'http:' || protocol === 'https:') return origin;
  throw new TypeError(
    `Invalid url: ${show(url)}; pass the url that the sandbox server prints, such as http://127.0.0.1:4010`,
  );
}

function jsonMoment(moment: NonNullable<WorldOptions['now']>): string | number {
  return moment instanceof Date ? moment.toISOString() : moment;
}

function tokenOf({ token }: { readonly token?: unknown }): string {
  if (typeof token === 'string') return token;
  throw new TypeError('Missing token; pass the control token that the server prints');
}
