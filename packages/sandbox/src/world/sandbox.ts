import type { HttpFetch } from './webhook-target.ts';
import type { World } from './world.ts';
import type { WorldOptions } from './world-options.ts';

/** A sandbox, and what its worlds are like unless they say otherwise. */
export interface SandboxOptions extends WorldOptions {
  /** Where clients find the API. Default `https://api.firsthandapi.com`. */
  readonly baseUrl?: string | undefined;
  /** Base of download links. Default `https://files.firsthandapi.com`. */
  readonly filesUrl?: string | undefined;
  /** Carries webhooks to servers. Default: the `fetch` of the machine. */
  readonly httpFetch?: HttpFetch | undefined;
}

/** FirstHandAPI for a test suite: as many worlds as there are tests, told apart by their API keys. */
export interface Sandbox {
  /** Where clients find the API. */
  readonly baseUrl: string;
  /** Base of download links. */
  readonly filesUrl: string;
  /**
   * Answers as the API does, in the world whose key the request carries. Requests without a world's key reach the
   * default world: a signup, or the API's own 401.
   */
  readonly fetch: typeof globalThis.fetch;
  /** Begins a world. Options not given are the sandbox's. */
  world(options?: WorldOptions): Promise<World>;
  /** The world of requests that no key leads elsewhere: the first one begun. It begins by itself when needed. */
  defaultWorld(): Promise<World>;
  /** Resets every world. */
  reset(): void;
  /** Ends every world. */
  [Symbol.asyncDispose](): Promise<void>;
}
