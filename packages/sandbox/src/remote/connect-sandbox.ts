import type { World } from '../world/world.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { ControlClient } from './control-client.ts';
import { CONTROL_ROOT, WORLDS_PATH, type WorldDescription } from './control-routes.ts';
import { remoteWorld } from './remote-world.ts';

/** How to control a sandbox server. */
export interface ConnectOptions {
  /** The control token that the server printed. */
  readonly token: string;
}

/** A sandbox behind a server. */
export interface RemoteSandbox {
  /** Where clients find the API. */
  readonly baseUrl: string;
  /** Begins a world. Its clock is `manual` unless the options say otherwise. */
  world(options?: WorldOptions): Promise<World<'remote'>>;
  /** The world of requests that no key leads elsewhere. */
  defaultWorld(): Promise<World<'remote'>>;
  /** Resets every world. */
  reset(): Promise<void>;
}

/**
 * Connects to a sandbox that runs elsewhere on this machine: `npx @firsthandapi/sandbox serve`. What takes a function
 * says so and throws; everything else is as in a world of this process, awaited.
 *
 * @throws Error when no sandbox answers there, or the token is not its own.
 */
export async function connectSandbox(
  url: string | URL,
  { token }: ConnectOptions,
): Promise<RemoteSandbox> {
  const baseUrl = new URL(url).origin;
  const client = new ControlClient(baseUrl, token);
  await client.send('GET', WORLDS_PATH);
  return {
    baseUrl,
    async world(options = {}) {
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

function jsonMoment(moment: NonNullable<WorldOptions['now']>): string | number {
  return moment instanceof Date ? moment.toISOString() : moment;
}
