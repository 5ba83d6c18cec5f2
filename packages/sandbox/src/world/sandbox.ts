import type { HttpFetch } from './webhook-target.ts';
import type { World } from './world.ts';
import type { WorldOptions } from './world-options.ts';

/** Options of a sandbox, and the default options of its worlds. */
export interface SandboxOptions extends WorldOptions {
  /** Base URL of the API. Default `https://api.firsthandapi.com`. */
  readonly baseUrl?: string | undefined;
  /** Base URL of download links. Default `https://files.firsthandapi.com`. */
  readonly filesUrl?: string | undefined;
  /** Sends webhooks to servers. Default: the global `fetch`. */
  readonly httpFetch?: HttpFetch | undefined;
}

/** FirstHandAPI for a test suite: a world for each test, selected by its API key. */
export interface Sandbox {
  /** Base URL of the API. */
  readonly baseUrl: string;
  /** Base URL of download links. */
  readonly filesUrl: string;
  /**
   * Responds as the API does, in the world whose key the request carries. Requests without a world's key reach the
   * default world, for a signup or the API's own 401.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Begins a world. Options that are not given are the sandbox's.
   *
   * @throws TypeError when an option is invalid; the message names it.
   * @example
   * ```ts
   * await using world = await sandbox.world({ credits: 10_000 });
   * ```
   */
  world(options?: WorldOptions): Promise<World>;
  /**
   * The world of requests whose key selects no other: the first one begun, or else a new one.
   *
   * @example
   * ```ts
   * const world = await sandbox.defaultWorld();
   * await world.webhooks.deliverTo(app.fetch);
   * ```
   */
  defaultWorld(): Promise<World>;
  /**
   * Resets every world.
   *
   * @example
   * ```ts
   * afterEach(() => sandbox.reset());
   * ```
   */
  reset(): void;
  /** Ends every world. */
  [Symbol.asyncDispose](): Promise<void>;
}
